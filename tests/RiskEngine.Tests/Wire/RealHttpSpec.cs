using Akka.Actor;
using RiskEngine.Simulator.Rules;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Wire;

/// <summary>The main job, whole: from a strategy's message over real HTTP to an exchange that checks signature and nonce.</summary>
public sealed class RealHttpSpec : OverHttpSpec
{
    [Theory]
    [InlineData("maker", "mode = increasing, json = number")]
    [InlineData("maker", "mode = increasing, json = string")]
    [InlineData("maker", "mode = increasing, unit = microseconds, json = number")]
    [InlineData("seconds", "mode = time-based, json = number")]
    [InlineData("seconds", "mode = time-based, json = string")]
    [InlineData("master", "json = string")]
    public async Task Orders_must_be_off_the_book_when_the_strategy_is_told_Canceled(string alias, string nonce)
    {
        var engine = await Start($"{alias} {{ verification = account, nonce {{ {nonce} }} }}");
        var placed = Enumerable.Range(0, 3).Select(_ => Place(alias).Id).ToList();

        engine.Router.Tell(Cancel(alias), TestActor);

        var canceled = await ExpectMsgAsync<SessionCanceled>(Patience);
        canceled.Canceled.ShouldBe(placed.Select(id => new OrderId(id)), ignoreOrder: true);
        canceled.Proof.ShouldBe(CancelProof.ListQuiet);
        Exchange.World.OpenOrdersOf(alias).ShouldBeEmpty();
        var cancel = Exchange.World.Requests.Single(request => request.Path == CancelPath);
        cancel.IsExecuted.ShouldBeTrue();
        cancel.Nonce.ShouldBe(canceled.Effort.Attempts.Single().Nonce.Value);
    }

    [Theory]
    [InlineData(TimeNonceForm.Fractional, Simulator.Rules.NonceJson.AsNumber, "unit = fractional, json = number", 3)]
    [InlineData(TimeNonceForm.Fractional, Simulator.Rules.NonceJson.AsString, "unit = fractional, json = string", 3)]
    [InlineData(
        TimeNonceForm.Milliseconds,
        Simulator.Rules.NonceJson.AsNumber,
        "unit = milliseconds, json = number",
        0
    )]
    [InlineData(
        TimeNonceForm.Milliseconds,
        Simulator.Rules.NonceJson.AsString,
        "unit = milliseconds, json = string",
        0
    )]
    public async Task Forty_cancels_must_pass_within_a_second_or_two_when_a_time_based_key_counts_finer_than_seconds(
        TimeNonceForm form,
        Simulator.Rules.NonceJson json,
        string nonce,
        int decimals
    )
    {
        Exchange.World.Switches = Exchange.World.Switches with { TimeNonceForm = form, NonceJson = json };
        var engine = await Start($"seconds {{ verification = none, nonce {{ mode = time-based, {nonce} }} }}");

        for (var i = 0; i < 40; i++)
        {
            engine.Router.Tell(Cancel("seconds"), TestActor);
            await ExpectMsgAsync<SessionCanceled>(Patience);
        }

        var nonces = Exchange.World.Requests.Select(request => request.Nonce!.Value).ToList();
        nonces.Count.ShouldBeGreaterThanOrEqualTo(40, "a time-based key of seconds has 28 of them in advance");
        nonces.ShouldBe(nonces.Distinct().Order());
        nonces.ShouldContain(each => each.Scale == decimals);
    }

    [Fact]
    public async Task Orders_must_be_off_the_book_when_the_session_has_a_token()
    {
        var engine = await Start("oauth { verification = account }");
        Place("oauth");

        engine.Router.Tell(Cancel("oauth"), TestActor);

        await ExpectMsgAsync<SessionCanceled>(Patience);
        Exchange.World.OpenOrdersOf("oauth").ShouldBeEmpty();
        Exchange.World.Requests.ShouldAllBe(request => request.Nonce == null);
    }

    [Fact]
    public async Task Nothing_must_show_the_key_or_the_secret_when_the_exchange_repeats_the_key()
    {
        var engine = await Start("auditor { }");
        Sys.EventStream.Subscribe(TestActor, typeof(SessionEscalated));

        engine.Router.Tell(Cancel("auditor"), TestActor);

        var rejected = await ExpectMsgAsync<SessionCancelRejected>(Patience);
        rejected.Reason.ShouldBe(SessionCancelRejectedReason.MissingRole);
        rejected.Said.Code.ShouldBe("MissingRole");
        var escalated = await ExpectMsgAsync<SessionEscalated>();
        foreach (var text in (string[])[rejected.ToString(), escalated.ToString()])
        {
            text.ShouldNotContain("account-auditor");
            text.ShouldNotContain(Secret);
        }
    }

    /// <summary>The same over https, as the real exchange is reached.</summary>
    public sealed class OverTls() : OverHttpSpec("https")
    {
        [Fact]
        public async Task Orders_must_be_off_the_book_when_an_answer_was_lost_on_the_way()
        {
            Exchange.World.UseFaults(Simulator.Faults.FaultPlan.Parse("cancel/session: drop-after x1"));
            var pinned = new PinnedGemini(
                Exchange.Certificate!.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256)
            );
            var engine = await Sys.StartRiskEngine(Settings("maker { verification = account }", pinned));
            var placed = Place("maker");

            engine.Router.Tell(Cancel("maker"), TestActor);

            var canceled = await ExpectMsgAsync<SessionCanceled>(Patience);
            canceled
                .Effort.Attempts.Select(attempt => attempt.Result)
                .ShouldBe([AttemptResult.Unknown, AttemptResult.Accepted]);
            Exchange.World.FindOrder(placed.Id)!.IsLive.ShouldBeFalse();
        }

        [Fact]
        public async Task Nothing_must_leave_when_nobody_vouches_for_the_exchange()
        {
            var audit = new KeptAudit();
            var engine = await Start(Sys, RiskEnginePorts.Default with { Audit = audit }, "maker { }");

            engine.Router.Tell(Cancel("maker"), TestActor);

            await AwaitAssertAsync(() => audit.Entries.ShouldContain(entry => entry is AuditEntry.Answered), Patience);
            await CoordinatedShutdown.Get(Sys).Run(CoordinatedShutdown.ClrExitReason.Instance);
            var attempts = (await ExpectMsgAsync<SessionCancelUnconfirmed>(Patience)).Effort.Attempts;
            attempts.ShouldContain(attempt => attempt.Result == AttemptResult.NotSent);
            // The last one may be on its way as the engine stops.
            attempts.ShouldAllBe(attempt =>
                attempt.Result == AttemptResult.NotSent || attempt.Result == AttemptResult.Open
            );
            Exchange.World.RequestCount.ShouldBe(0);
        }
    }
}
