using static RiskEngine.Tests.Guarding.HardCancel;

namespace RiskEngine.Tests.Guarding;

/// <summary>Kills the sender, or the guardian, before every single message of a hard cancel, and cuts every request everywhere.</summary>
[Long]
public sealed class KillSpec
{
    private const int CoarseSteps = 12;

    public static TheoryData<string, bool> EveryVictim => Each<Victim>();

    public static TheoryData<string, bool> EveryBreak => Each<Break>();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Story_must_pass_through_every_kind_of_answer_when_nobody_is_killed(bool endsWell)
    {
        using var story = new HardCancel(seed: 1, endsWell);
        story.Run();

        story
            .Deeds.Take(6)
            .ShouldBe([
                "private",
                "cancel: not sent",
                "cancel: nonce refused",
                "cancel: lost",
                "cancel: too many",
                "cancel: silent",
            ]);
        var end = story.Deeds.Skip(6).ToList();
        if (!endsWell)
            end.ShouldBe(["cancel: refused"]);
        else
        {
            end.Take(2).ShouldBe(["cancel: taken", "look: 1 open"]);
            var direct = end.IndexOf("direct cancel");
            direct.ShouldBeGreaterThan(1, "the order that the cancel named and left is canceled by itself");
            end.Skip(direct + 1)
                .Where(deed => deed != "cancel: taken")
                .Distinct()
                .ShouldBe(["look: 0 open"], "and looked for until the list has been quiet");
        }

        for (var cancel = 0; cancel < 2; cancel++)
            story
                .OutcomeOf(cancel)
                .ShouldBeOfType(endsWell ? typeof(SessionCanceled) : typeof(SessionCancelUnconfirmed));
        story.Length.ShouldNotBeNull().ShouldBeGreaterThan(50, "messages from the first question to the last answer");
    }

    [Theory]
    [MemberData(nameof(EveryVictim))]
    public void Command_must_get_exactly_one_answer_at_whatever_step_one_is_killed(string victim, bool endsWell)
    {
        var length = LengthOf(endsWell);
        for (var step = 1; step <= length; step++)
        {
            using var story = new HardCancel(seed: 1, endsWell);
            story.Run((step, Enum.Parse<Victim>(victim)));
            MustHold(story, $"{victim} killed before step {step}");
        }
    }

    [Theory]
    [InlineData(nameof(Victim.Sender), nameof(Victim.Sender))]
    [InlineData(nameof(Victim.Sender), nameof(Victim.Guardian))]
    [InlineData(nameof(Victim.SenderForGood), nameof(Victim.Sender))]
    [InlineData(nameof(Victim.Guardian), nameof(Victim.Guardian))]
    public void Command_must_get_exactly_one_answer_at_whatever_steps_two_are_killed(string first, string second)
    {
        var length = LengthOf(endsWell: true);
        for (var step = 1; step <= length; step += CoarseSteps)
        for (var later = step; later <= length; later += CoarseSteps)
        {
            using var story = new HardCancel(seed: 1);
            story.Run((step, Enum.Parse<Victim>(first)), (later, Enum.Parse<Victim>(second)));
            MustHold(story, $"{first} killed before step {step}, {second} before {later}");
        }
    }

    [Theory]
    [MemberData(nameof(EveryBreak))]
    public void Command_must_get_exactly_one_answer_wherever_a_request_is_cut(string kind, bool endsWell)
    {
        using var whole = new HardCancel(seed: 1, endsWell);
        whole.Run();
        // Once, and more often in a row than a sender may fail.
        foreach (var times in (int[])[1, 2, 6])
            for (var first = 1; first <= whole.Sent.Count; first++)
            {
                using var story = new HardCancel(seed: 1, endsWell);
                story.RunBroken(Enum.Parse<Break>(kind), first, times);
                MustHold(story, $"{times} requests cut {kind} from the {first}th");
            }
    }

    [Fact]
    public void Nonce_must_be_above_all_before_at_whatever_step_the_process_crashed_and_the_clock_went_back()
    {
        for (var step = 0; step <= LengthOf(endsWell: true); step++)
        {
            var marks = new InProcessNonceMarks();
            using var crashed = new HardCancel(seed: 1, marks: marks);
            crashed.RunUntil(step);
            var before = crashed.Sent.Max(request => (Nonce?)request.Nonce);
            // Another world begins at the same hour: to it the first one's time has not come yet.
            using var next = new HardCancel(seed: 2, marks: marks);
            next.Run();

            var after = next.Sent.Min(request => request.Nonce);
            (before is null || before < after).ShouldBeTrue($"crashed before step {step}: {before}, then {after}");
        }
    }

    private static TheoryData<string, bool> Each<T>()
        where T : struct, Enum
    {
        var all = new TheoryData<string, bool>();
        foreach (var name in Enum.GetNames<T>())
        {
            all.Add(name, true);
            all.Add(name, false);
        }

        return all;
    }

    /// <summary>In messages, while nobody is killed.</summary>
    private static int LengthOf(bool endsWell)
    {
        using var story = new HardCancel(seed: 1, endsWell);
        story.Run();
        return story.Length.ShouldNotBeNull();
    }

    private static void MustHold(HardCancel story, string context)
    {
        story.Answers.Count.ShouldBe(3, context);
        // I1.
        story.Answers.ShouldAllBe(asked => asked.Value.Count == 1, context);
        // I3, and no number twice.
        var nonces = story.Sent.Select(request => request.Nonce).ToList();
        nonces.ShouldBe(nonces.Order().Distinct(), context);
        story.Sent.Select(request => request.Attempt).ShouldBeUnique(context);
        // I7.
        story.FalseProofs.ShouldBeEmpty(context);
    }
}
