namespace RiskEngine.Gemini;

/// <summary>Keeps the answer to a request back until the calls that sent it have returned.</summary>
/// <remarks>
/// Each of those calls, on its way back, registers what is to go on when the answer comes. Where the answer comes between its
/// look whether it is there and its registering, the runtime hands what goes on to the thread pool, and where that is
/// blocked the answer is never heard.
/// </remarks>
internal sealed class AnswerHold : IDisposable
{
    [ThreadStatic]
    private static AnswerHold? t_current;

    private readonly AnswerHold? _outer = t_current;
    private readonly object _gate = new();
    private bool _isOver;

    /// <summary>Holds back the answers to what the calling thread sends until this is disposed of, on the same thread.</summary>
    internal AnswerHold() => t_current = this;

    /// <summary>That of the calling thread; null: none.</summary>
    internal static AnswerHold? Current => t_current;

    /// <summary>Waits until the calls have returned.</summary>
    internal void Wait()
    {
        lock (_gate)
            while (!_isOver)
                Monitor.Wait(_gate);
    }

    public void Dispose()
    {
        t_current = _outer;
        lock (_gate)
        {
            _isOver = true;
            Monitor.PulseAll(_gate);
        }
    }
}
