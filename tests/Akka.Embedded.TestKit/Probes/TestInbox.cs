namespace Akka.TestKit;

/// <summary>What a test actor got and the test has not yet looked at.</summary>
internal sealed class TestInbox
{
    private readonly Queue<MessageEnvelope> _messages = new();
    private readonly SemaphoreSlim _waiting = new(0);

    public bool HasMessages => _waiting.CurrentCount > 0;

    public void Add(MessageEnvelope envelope)
    {
        lock (_messages)
            _messages.Enqueue(envelope);
        _waiting.Release();
    }

    /// <summary>The next message; null when none came in time. Blocks the thread when told to.</summary>
    public async ValueTask<MessageEnvelope?> Take(TimeSpan max, bool block, CancellationToken cancellation)
    {
        if (!await Await(max, block, cancellation).ConfigureAwait(false))
            return null;
        lock (_messages)
            return _messages.Dequeue();
    }

    /// <summary>Like <see cref="Take"/>, but the message stays.</summary>
    public async ValueTask<MessageEnvelope?> Peek(TimeSpan max, bool block, CancellationToken cancellation)
    {
        if (!await Await(max, block, cancellation).ConfigureAwait(false))
            return null;
        _waiting.Release();
        lock (_messages)
            return _messages.Peek();
    }

    private async ValueTask<bool> Await(TimeSpan max, bool block, CancellationToken cancellation) =>
        block ? _waiting.Wait(max, cancellation) : await _waiting.WaitAsync(max, cancellation).ConfigureAwait(false);
}
