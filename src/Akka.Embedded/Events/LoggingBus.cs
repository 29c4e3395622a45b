namespace Akka.Event;

/// <summary>
/// Publish and subscribe by type: a subscriber gets what is of the type it named, of a derived type or implements it;
/// once, however many of its types fit.
/// </summary>
public class LoggingBus
{
    private readonly Lock _gate = new();
    private readonly List<Subscription> _subscriptions = [];
    private volatile Routes _routes = new([], []);

    private protected LoggingBus(TimeProvider clock) => Clock = clock;

    /// <summary>Below this level nothing is logged.</summary>
    public LogLevel LogLevel { get; private set; }

    internal TimeProvider Clock { get; }

    internal List<IActorRef> Loggers { get; } = [];

    /// <summary>Changes the level from the next log event on.</summary>
    public void SetLogLevel(LogLevel logLevel)
    {
        LogLevel = logLevel;
        foreach (var logger in Loggers)
            for (var level = LogLevel.DebugLevel; level <= LogLevel.ErrorLevel; level++)
                if (level >= logLevel)
                    Subscribe(logger, level.ClassFor());
                else
                    Unsubscribe(logger, level.ClassFor());
    }

    /// <summary>Sends an event to all who subscribed to it.</summary>
    public void Publish(object @event)
    {
        var type = @event.GetType();
        var routes = _routes;
        var route = routes.Latest;
        // Events of one type come in a row.
        if (route.Type != type)
            routes.Latest = route = routes.ByType.TryGetValue(type, out var known) ? known : FindRoute(type);
        var sender = ActorCell.Current?.Self;
        foreach (var subscriber in route.Subscribers)
            subscriber.Tell(@event, sender);
    }

    /// <summary>Subscribes to a type; false when that is so already.</summary>
    public bool Subscribe(IActorRef subscriber, Type classifier)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        lock (_gate)
        {
            var subscription = new Subscription(subscriber, classifier);
            if (_subscriptions.Contains(subscription))
                return false;
            _subscriptions.Add(subscription);
            ForgetRoutes();
        }
        // An actor that died meanwhile has looked itself up too early.
        if (subscriber is InternalActorRefBase { HasTerminated: true })
            Unsubscribe(subscriber);
        return true;
    }

    /// <summary>Takes back a subscription to a type; false when there is none.</summary>
    public bool Unsubscribe(IActorRef subscriber, Type classifier) =>
        Remove(s => s.Channel == classifier && s.Subscriber.Equals(subscriber));

    /// <summary>Takes back all subscriptions; false when there are none.</summary>
    public bool Unsubscribe(IActorRef subscriber) => Remove(s => s.Subscriber.Equals(subscriber));

    /// <summary>True when the actor has subscriptions, which its death has to end.</summary>
    internal bool Knows(IActorRef actor) => _routes.Subscribers.Contains(actor);

    private bool Remove(Predicate<Subscription> match)
    {
        lock (_gate)
        {
            if (_subscriptions.RemoveAll(match) == 0)
                return false;
            ForgetRoutes();
            return true;
        }
    }

    private void ForgetRoutes() => _routes = new Routes([], [.. _subscriptions.Select(s => s.Subscriber)]);

    private Route FindRoute(Type type)
    {
        lock (_gate)
        {
            var fitting = _subscriptions.Where(s => s.Channel.IsAssignableFrom(type));
            var route = new Route(type, [.. fitting.Select(s => s.Subscriber).Distinct()]);
            _routes = new Routes(new(_routes.ByType) { [type] = route }, _routes.Subscribers);
            return route;
        }
    }

    private sealed record Subscription(IActorRef Subscriber, Type Channel);

    /// <summary>Readers take no lock: a change of subscriptions replaces all routes, the latest included.</summary>
    private sealed class Routes(Dictionary<Type, Route> byType, HashSet<IActorRef> subscribers)
    {
        public Dictionary<Type, Route> ByType => byType;

        public HashSet<IActorRef> Subscribers => subscribers;

        public volatile Route Latest = new(null, []);
    }

    /// <summary>Who gets events of a type.</summary>
    private sealed record Route(Type? Type, IActorRef[] Subscribers);
}
