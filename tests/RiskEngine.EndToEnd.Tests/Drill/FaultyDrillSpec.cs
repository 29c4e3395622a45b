using RiskEngine.EndToEnd.Tests.Processes;

namespace RiskEngine.EndToEnd.Tests.Drill;

/// <summary>The drill against an exchange that is not well.</summary>
[Long]
public sealed class FaultyDrillSpec : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Drill_must_end_with_zero_when_answers_are_lost_and_the_book_is_empty_all_the_same()
    {
        // A time-based key that counts in seconds has one nonce a second, and every lost answer costs some.
        var drill = await DrillAsync("lost-answers", "--deadline", "30");

        drill.ExitCode.ShouldBe(0, drill.Output + drill.Error);
        drill.Output.ShouldContain("list: Incomplete");
    }

    [Fact]
    public async Task Orders_that_filled_must_be_named_when_they_did_instead_of_being_canceled()
    {
        var drill = await DrillAsync("cancel/session: reject 1 filled x1");

        drill.ExitCode.ShouldBe(0, drill.Output + drill.Error);
        drill.Output.ShouldContain("Filled meanwhile: ");
    }

    [Fact]
    public async Task Drill_must_not_end_with_zero_when_the_exchange_refuses_every_cancel()
    {
        var drill = await DrillAsync("cancel/session: reject all; cancel: 503");

        drill.ExitCode.ShouldBe(1, drill.Output + drill.Error);
        drill.Output.ShouldContain("NOT PROVEN that no order is open.");
    }

    private Task<Program.Finished> DrillAsync(string plan, params string[] more) =>
        Program.RunAsync(
            "RiskEngine.Host",
            ["drill", "--evidence", _folder.Path, "--trading", "1", "--fault", plan, .. more]
        );
}
