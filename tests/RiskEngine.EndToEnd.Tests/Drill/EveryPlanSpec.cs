extern alias simulator;

using System.Text.Json;
using RiskEngine.EndToEnd.Tests.Processes;
using simulator::RiskEngine.Simulator.Faults;

namespace RiskEngine.EndToEnd.Tests.Drill;

/// <summary>
/// The drill under each ready-made fault plan: what it says is held against the exchange's own book, order by order.
/// </summary>
[Long]
public sealed class EveryPlanSpec(EveryPlanSpec.Drills drills) : IClassFixture<EveryPlanSpec.Drills>
{
    private const string Canceled = "SessionCanceled";
    private const string Partial = "SessionCancelPartial";
    private const string Unconfirmed = "SessionCancelUnconfirmed";

    /// <summary>
    /// What is right under each plan. Where a request may be lost without an answer, an order on a time-based key may land until
    /// its window ends, which is after the deadline: there it is the dice that decide whether all of it can be proven.
    /// </summary>
    private static readonly Dictionary<string, string[]> Right = new()
    {
        ["none"] = [Canceled],
        ["flaky"] = [Canceled, Unconfirmed],
        ["maintenance"] = [Canceled],
        ["lost-answers"] = [Canceled],
        ["late-order"] = [Canceled],
        ["rejects"] = [Canceled],
        ["rate-limited"] = [Canceled],
        ["stall"] = [Canceled],
        ["lagging-lists"] = [Canceled],
        ["disagreeing-replicas"] = [Canceled],
        ["closed-entries"] = [Canceled],
        ["slow-cancels"] = [Canceled],
        ["fills"] = [Canceled],
        ["front-page"] = [Canceled],
        ["tight-rates"] = [Canceled],
        ["odd-answers"] = [Canceled],
        ["chaos"] = [Canceled, Partial, Unconfirmed],
    };

    public static TheoryData<string> Plans => [.. NamedPlans.All.Select(plan => plan.Name)];

    [Theory]
    [MemberData(nameof(Plans))]
    public async Task Drill_must_end_right_and_claim_nothing_that_the_book_denies_when_the_exchange_has_the_plan(
        string plan
    )
    {
        var (drill, evidence) = await drills.Of(plan);

        var sessions = evidence.GetProperty("sessions").EnumerateArray().ToList();
        sessions.Count.ShouldBe(3);
        foreach (var session in sessions)
        {
            Right.ShouldContainKey(plan, "a new plan wants its right outcomes here");
            Right[plan].ShouldContain(session.GetProperty("outcome").GetString(), drill.Output);
            session
                .GetProperty("openBefore")
                .GetInt32()
                .ShouldBeGreaterThan(0, "a drill without orders proves nothing");
            MustAgree(session, session.GetProperty("book"), drill.Output);
        }

        var isProven = sessions.All(session => session.GetProperty("outcome").GetString() == Canceled);
        drill.ExitCode.ShouldBe(isProven ? 0 : 1, drill.Output + drill.Error);
        evidence.GetProperty("verdict").GetString().ShouldBe(isProven ? "no open orders" : "not proven");
        drill.Output.ShouldContain(
            isProven ? "NO OPEN ORDERS: proven for every session." : "NOT PROVEN that no order is open."
        );
    }

    [Fact]
    public void Right_outcomes_must_be_named_for_no_other_plan_than_those_there_are() =>
        Right.Keys.ShouldBe(NamedPlans.All.Select(plan => plan.Name));

    private static void MustAgree(JsonElement session, JsonElement book, string output)
    {
        var (open, canceled, filled) = (Ids(book, "open"), Ids(book, "canceled"), Ids(book, "filled"));
        (open.Count + canceled.Count + filled.Count).ShouldBeGreaterThan(0);
        Ids(session, "canceled").ShouldBeSubsetOf(canceled, output);
        Ids(session, "filled").ShouldBeSubsetOf(filled, output);
        Ids(session, "gone").ShouldBeSubsetOf(canceled.Concat(filled), output);
        session.GetProperty("left").GetInt32().ShouldBe(open.Count, output);
        var named = Ids(session, "rejected")
            .Concat(Ids(session, "seenOpen"))
            .Concat(Ids(session, "unaccounted"))
            .ToList();
        switch (session.GetProperty("outcome").GetString())
        {
            case Canceled:
                open.ShouldBeEmpty(output);
                named.ShouldBeEmpty(output);
                session.GetProperty("proof").GetString().ShouldNotBeNullOrEmpty();
                break;
            case Partial:
                open.ShouldBeSubsetOf(named, output);
                named.ShouldNotBeEmpty(output);
                break;
            case Unconfirmed:
                session.GetProperty("provenAfterMs").ValueKind.ShouldBe(JsonValueKind.Null);
                break;
            case var other:
                throw new ShouldAssertException($"{other} is no outcome of a drill.");
        }

        named.Intersect(Ids(session, "canceled")).ShouldBeEmpty(output);
    }

    private static List<string> Ids(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(id => id.GetString()!)];

    /// <summary>Drills under each plan, a few at a time: most of a drill is waiting.</summary>
    public sealed class Drills : IDisposable
    {
        private const int AtOnce = 4;

        private readonly TemporaryFolder _folder = new();
        private readonly SemaphoreSlim _turn = new(AtOnce);
        private readonly Dictionary<string, Task<(Program.Finished, JsonElement)>> _drills;

        public Drills() =>
            _drills = NamedPlans.All.ToDictionary(plan => plan.Name, plan => Task.Run(() => DrillAsync(plan.Name)));

        public void Dispose()
        {
            _turn.Dispose();
            _folder.Dispose();
        }

        internal Task<(Program.Finished Drill, JsonElement Evidence)> Of(string plan) => _drills[plan];

        private async Task<(Program.Finished, JsonElement)> DrillAsync(string plan)
        {
            await _turn.WaitAsync();
            try
            {
                // What is always proven waits for a busy machine; what may not be is over before a window of 30 s.
                var deadline = Right.GetValueOrDefault(plan) is [Canceled] ? "45" : "20";
                var folder = _folder.PathOf(plan);
                var drill = await Program.RunAsync(
                    "RiskEngine.Host",
                    ["drill", "--evidence", folder, "--trading", "1", "--deadline", deadline, "--fault", plan]
                );
                Directory.Exists(folder).ShouldBeTrue(drill.Output + drill.Error);
                var file = Directory.GetFiles(folder, "*.json").ShouldHaveSingleItem();
                using var evidence = JsonDocument.Parse(await File.ReadAllTextAsync(file));
                return (drill, evidence.RootElement.Clone());
            }
            finally
            {
                _turn.Release();
            }
        }
    }
}
