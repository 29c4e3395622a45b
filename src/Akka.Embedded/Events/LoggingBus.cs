using System.Collections.Concurrent;

namespace Akka.Event;

/// <summary>
/// Publish and subscribe by type: a subscriber gets what is of the type it named, of a derived type or implements it;
/// once, however many of its types fit.
/// </summary>
public class LoggingBus
{
    private readonly Lock _gate = new();
    private readonly List<Subscription> _subscriptions = [];

    /// <summary>Who gets events of a type; a change of subscriptions begins it anew, so that readers take no lock.</summary>
    private volatile ConcurrentDictionary<Type, IActorRef[]> _routes = new();

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
        var (type, routes, sender) = (@event.GetType(), _routes, ActorCell.Current?.Self);
        if (!routes.TryGetValue(type, out var route))
            routes[type] = route = FindRoute(type);
        foreach (var subscriber in route)
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
            _routes = new();
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

    private bool Remove(Predicate<Subscription> match)
    {
        lock (_gate)
        {
            if (_subscriptions.RemoveAll(match) == 0)
                return false;
            _routes = new();
            return true;
        }
    }

    private IActorRef[] FindRoute(Type type)
    {
        lock (_gate)
        {
            var fitting = _subscriptions.Where(s => s.Channel.IsAssignableFrom(type));
            return [.. fitting.Select(s => s.Subscriber).Distinct()];
        }
    }

    private sealed record Subscription(IActorRef Subscriber, Type Channel);
}
