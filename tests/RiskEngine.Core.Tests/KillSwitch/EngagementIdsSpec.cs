namespace RiskEngine.Core.Tests;

public sealed class EngagementIdsSpec
{
    [SeededProperty]
    public void Names_must_be_those_that_were_added_in_whatever_order_and_take_one_range_for_each_gapless_row(
        byte[] numbers
    )
    {
        var (ids, plain) = (EngagementIds.None, new HashSet<EngagementId>());
        foreach (var number in numbers)
        {
            var id = new EngagementId(
                new NodeName($"desk-{number % 2}"),
                new EngineRunId((ulong)(number % 3)),
                number / 6 + 1
            );
            ids = ids.Add(id);
            plain.Add(id);
        }

        ids.ShouldBe(plain, ignoreOrder: true);
        ids.Count.ShouldBe(plain.Count);
        ids.Ranges.ShouldBe(
            plain.Count(x => x.Number == 1 || !plain.Contains(new EngagementId(x.Node, x.Run, x.Number - 1)))
        );
        EngagementIds.None.Union(plain.Reverse()).ShouldBe(ids);
        foreach (var number in Enumerable.Range(1, 50))
        {
            var id = new EngagementId(new NodeName("desk-0"), new EngineRunId(0), number);
            ids.Contains(id).ShouldBe(plain.Contains(id));
        }
    }
}
