namespace RiskEngine.Simulator.Book;

/// <summary>Hands out order ids: rising, 17 to 18 digits, hence above 2^53 where a double loses the last digits.</summary>
/// <param name="random">Chooses start and gaps; a seed makes the ids repeatable.</param>
/// <param name="first">The first id, for a test that wants an extreme one; chosen at random when null.</param>
internal sealed class OrderIds(Random random, ulong? first)
{
    private const long LargestGap = 1_000;

    private ulong _next = first ?? (ulong)random.NextInt64(10_000_000_000_000_000, 500_000_000_000_000_000);

    public ulong Next()
    {
        var id = _next;
        // Near the end of the unsigned range the gap shrinks to one, so that even ulong.MaxValue - 2 can be a start.
        _next += id > ulong.MaxValue - (ulong)LargestGap * 1_000 ? 1 : (ulong)random.NextInt64(1, LargestGap);
        return id;
    }
}
