using System.Linq.Expressions;
using System.Reflection;

namespace Akka.Actor;

/// <summary>The recipe of an actor: how to make an instance, and how to run it. Immutable.</summary>
public class Props
{
    private readonly Func<ActorBase> _producer;

    private Props(Type type, object?[] arguments, Func<ActorBase> producer) =>
        (Type, Arguments, _producer) = (type, arguments!, producer);

    private Props(Props copy)
        : this(copy.Type, copy.Arguments, copy._producer)
    {
        Dispatcher = copy.Dispatcher;
        Mailbox = copy.Mailbox;
        StashCapacity = copy.StashCapacity;
        SupervisorStrategy = copy.SupervisorStrategy;
    }

    /// <summary>The actor's class.</summary>
    public Type Type { get; }

    /// <summary>What its constructor gets.</summary>
    public object[] Arguments { get; }

    /// <summary>Where the actor's dispatcher is configured.</summary>
    public string Dispatcher { get; private init; } = Dispatchers.DefaultDispatcherId;

    /// <summary>Where the actor's mailbox is configured; empty for the dispatcher's choice.</summary>
    public string Mailbox { get; private init; } = "";

    /// <summary>How the actor treats failures of its children, in place of its own choice; null for its own choice.</summary>
    public SupervisorStrategy? SupervisorStrategy { get; private set; }

    internal int StashCapacity { get; private init; } = -1;

    /// <summary>A recipe from an expression <c>() => new T(...)</c>, whose arguments are evaluated here, once.</summary>
    /// <exception cref="ArgumentException">The expression is not a <c>new</c>.</exception>
    public static Props Create<TActor>(Expression<Func<TActor>> factory, SupervisorStrategy? supervisorStrategy = null)
        where TActor : ActorBase
    {
        if (factory.Body is UnaryExpression)
            return new Props(typeof(TActor), [], factory.Compile()) { SupervisorStrategy = supervisorStrategy };
        if (factory.Body is not NewExpression creation)
            throw new ArgumentException("The create function must be a 'new T (args)' expression", nameof(factory));
        var arguments = creation.Arguments.Select(Evaluate).ToArray();
        var constructor = ConstructorInvoker.Create(creation.Constructor!);
        return new Props(creation.Type, arguments, () => (ActorBase)constructor.Invoke(arguments.AsSpan()))
        {
            SupervisorStrategy = supervisorStrategy,
        };
    }

    /// <summary>A recipe from a class and what its constructor gets.</summary>
    public static Props Create<TActor>(params object[] args)
        where TActor : ActorBase => Create(typeof(TActor), args);

    /// <summary>A recipe from a class and what its constructor gets.</summary>
    public static Props Create(Type type, params object[] args)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!typeof(ActorBase).IsAssignableFrom(type))
            throw new ArgumentException($"{type} is no actor class.", nameof(type));
        return new Props(type, args, () => (ActorBase)Activator.CreateInstance(type, AnyInstance, null, args, null)!);
    }

    /// <summary>A recipe of the runtime's own actors: no expression to take apart while a system starts.</summary>
    internal static Props From<TActor>(Func<TActor> producer)
        where TActor : ActorBase => new(typeof(TActor), [], producer);

    /// <summary>The same recipe on another dispatcher.</summary>
    public Props WithDispatcher(string dispatcher) => new(this) { Dispatcher = dispatcher };

    /// <summary>The same recipe with another mailbox.</summary>
    public Props WithMailbox(string mailbox) => new(this) { Mailbox = mailbox };

    /// <summary>The same recipe with a limit on the stash.</summary>
    public Props WithStashCapacity(int stashCapacity) => new(this) { StashCapacity = stashCapacity };

    /// <summary>The same recipe with another way to treat failures of children.</summary>
    public Props WithSupervisorStrategy(SupervisorStrategy supervisorStrategy) =>
        new(this) { SupervisorStrategy = supervisorStrategy };

    /// <summary>Makes an instance; only the runtime calls it.</summary>
    /// <exception cref="TypeLoadException">The constructor failed.</exception>
    public virtual ActorBase NewActor()
    {
        try
        {
            return _producer();
        }
        catch (Exception e)
        {
            throw new TypeLoadException(
                $"Error while creating actor instance of type {Type} with {Arguments.Length} args: "
                    + $"({string.Join(',', Arguments)})",
                e
            );
        }
    }

    private const BindingFlags AnyInstance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static object? Evaluate(Expression argument) =>
        argument switch
        {
            ConstantExpression constant => constant.Value,
            MemberExpression { Member: FieldInfo field } member => field.GetValue(
                member.Expression is null ? null : Evaluate(member.Expression)
            ),
            _ => Expression
                .Lambda<Func<object?>>(Expression.Convert(argument, typeof(object)))
                .Compile(preferInterpretation: true)(),
        };
}
