using Microsoft.Extensions.Time.Testing;
using RiskEngine.Host.CommandLine;

namespace RiskEngine.Host.Tests.CommandLine;

public sealed class ConfirmationSpec : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Theory]
    [InlineData("y\n", nameof(Confirmed.Yes))]
    [InlineData("Yes\n", nameof(Confirmed.Yes))]
    [InlineData("n\n", nameof(Confirmed.No))]
    [InlineData("\n", nameof(Confirmed.No))]
    [InlineData("yesterday\n", nameof(Confirmed.No))]
    [InlineData("", nameof(Confirmed.Unanswered))]
    public async Task Question_must_be_answered_by_yes_alone_when_a_line_comes(string typed, string expected)
    {
        $"{await AskAsync(new StringReader(typed))}".ShouldBe(expected);

        _output.ToString().ShouldBe("Go on? [y/N] ");
    }

    [Fact]
    public async Task Question_must_be_given_up_after_its_patience_when_nobody_answers()
    {
        using var silent = new SilentReader();
        var asked = AskAsync(silent);
        await silent.IsAsked.WaitAsync(Support.RunningHost.Patience, TimeProvider.System);

        _time.Advance(Confirmation.Patience - TimeSpan.FromMilliseconds(1));
        asked.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));

        (await asked).ShouldBe(Confirmed.Unanswered);
    }

    private Task<Confirmed> AskAsync(TextReader input) =>
        Confirmation.AskAsync("Go on?", input, _output, _time, CancellationToken.None);

    /// <summary>A terminal at which nobody sits: it blocks whoever reads.</summary>
    private sealed class SilentReader : TextReader
    {
        private readonly TaskCompletionSource _asked = new();
        private readonly ManualResetEventSlim _end = new();

        internal Task IsAsked => _asked.Task;

        public override string? ReadLine()
        {
            _asked.TrySetResult();
            _end.Wait();
            return null;
        }

        protected override void Dispose(bool disposing)
        {
            _end.Set();
            base.Dispose(disposing);
        }
    }
}
