namespace RiskEngine.Core.Tests;

public sealed class AnsweredSpec
{
    private const int Limit = 4;
    private const int Commands = 9;
    private const int Steps = 60;

    private static readonly CommandId[] Ids =
    [
        .. Enumerable.Range(0, Commands).Select(number => new CommandId($"c{number}")),
    ];

    [Fact]
    public void Versions_must_each_know_the_latest_that_they_remembered_themselves_when_any_of_them_goes_on() =>
        Seeds.Run(
            Seeds.From(1, 200),
            seed =>
            {
                var dice = new Random(seed);
                List<(Answered<string> Version, (CommandId Id, string Answer)[] Expected)> versions =
                [
                    (Answered<string>.None, []),
                ];
                for (var step = 0; step < Steps; step++)
                {
                    // Mostly the latest, as a guardian does; now and then an older one.
                    var (version, expected) = versions[dice.Next(4) == 0 ? dice.Next(versions.Count) : ^1];
                    var (id, answer) = (Ids[dice.Next(Commands)], $"answer {step}");
                    versions.Add(
                        (
                            version.Remember(id, answer, Limit),
                            expected.Any(known => known.Id == id)
                                ? expected
                                : [.. expected.Append((id, answer)).TakeLast(Limit)]
                        )
                    );
                }

                foreach (var (version, expected) in versions)
                {
                    version.Count.ShouldBe(expected.Length);
                    foreach (var id in Ids)
                        version.To(id).ShouldBe(expected.FirstOrDefault(known => known.Id == id).Answer);
                }
            }
        );

    [Fact]
    public void Nothing_must_be_remembered_when_the_limit_is_none() =>
        Answered<string>.None.Remember(Ids[0], "answer", 0).To(Ids[0]).ShouldBeNull();
}
