using RiskEngine.Simulator.Book;

namespace RiskEngine.Simulator.Log;

/// <summary>The latest changes of orders in the order in which they happened; over the limit the oldest are forgotten.</summary>
internal sealed class OrderLog(int limit)
{
    private readonly Queue<OrderEvent> _events = new();

    public IReadOnlyList<OrderEvent> Events => [.. _events];

    public void Add(OrderEvent change)
    {
        if (_events.Count >= limit)
            _events.Dequeue();
        _events.Enqueue(change);
    }
}
