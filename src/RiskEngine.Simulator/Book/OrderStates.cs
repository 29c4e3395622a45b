namespace RiskEngine.Simulator.Book;

/// <summary>Every state that the orders of a book have been in, so that the book can be read as it once stood.</summary>
internal sealed class OrderStates
{
    private readonly SortedDictionary<ulong, List<(DateTimeOffset Since, Order Order)>> _states = [];

    public void Add(Order order, DateTimeOffset since)
    {
        if (!_states.TryGetValue(order.Id, out var states))
            _states[order.Id] = states = [];
        states.Add((since, order));
    }

    /// <summary>The order as it stood at <paramref name="at"/>; null when it was not there yet.</summary>
    public Order? Find(ulong id, DateTimeOffset at) =>
        _states.TryGetValue(id, out var states) ? AsOf(states, at) : null;

    /// <summary>Every order as it stood at <paramref name="at"/>, by id.</summary>
    public IEnumerable<Order> All(DateTimeOffset at) =>
        _states.Values.Select(states => AsOf(states, at)).OfType<Order>();

    /// <summary>The last state of a final order in which it was live; null when it never was.</summary>
    public Order? LastLive(ulong id) =>
        _states.TryGetValue(id, out var states) ? states.FindLast(state => state.Order.IsLive).Order : null;

    private static Order? AsOf(List<(DateTimeOffset Since, Order Order)> states, DateTimeOffset at) =>
        states.FindLast(state => state.Since <= at).Order;
}
