namespace Akka.Actor;

/// <summary>
/// The life of one actor across its instances. Touched by the thread that runs the mailbox only; what others may touch
/// (mailbox, children) guards itself. The parts: Supervision, DeathWatch, ReceiveTimeout, each in its folder.
/// </summary>
internal sealed partial class ActorCell : IActorContext
{
    /// <summary>The actor that the thread is running; null outside actors.</summary>
    [ThreadStatic]
    public static ActorCell? Current;

    private readonly LocalActorRef _self;
    private ActorBase? _actor;
    private Receive? _behavior;
    private Stack<Receive>? _outerBehaviors;
    private IActorRef? _sender;
    private ActorTaskScheduler? _taskScheduler;

    public ActorCell(ActorSystemImpl system, LocalActorRef self, Props props, InternalActorRefBase parent)
    {
        SystemImpl = system;
        _self = self;
        Props = props;
        ParentRef = parent;
        Dispatcher = system.Dispatchers.Lookup(props.Dispatcher);
        Mailbox = new Mailbox(this, Dispatcher, system.Mailboxes.For(props).CreateQueue(system));
        Children = new Children(this);
    }

    public ActorSystemImpl SystemImpl { get; }

    public InternalActorRefBase ParentRef { get; }

    public InternalActorRefBase SelfRef => _self;

    public Mailbox Mailbox { get; }

    public Children Children { get; }

    public object? CurrentMessage { get; set; }

    /// <summary>The message in hand and who sent it.</summary>
    public Envelope InHand => new(CurrentMessage!, _sender);

    /// <summary>Counts the messages, so that a stash sees when it is given one twice.</summary>
    public int EnvelopeId { get; private set; }

    public ActorTaskScheduler TaskScheduler => _taskScheduler ??= new ActorTaskScheduler(this);

    /// <summary>True between the end of one instance and the start of the next.</summary>
    public bool InstanceCleared { get; private set; }

    public IActorRef Self => _self;

    public IActorRef Sender => _sender ?? SystemImpl.DeadLetters;

    public IActorRef Parent => ParentRef;

    public Props Props { get; }

    public MessageDispatcher Dispatcher { get; }

    public ActorSystem System => SystemImpl;

    private Type ActorType => _actor?.GetType() ?? Props.Type;

    public void Start() => Mailbox.PostSystem(new Create());

    public IActorRef ActorOf(Props props, string? name = null) => Children.Create(props, name);

    public ActorSelection ActorSelection(string actorPath) => SystemImpl.Select(actorPath, _self);

    public ActorSelection ActorSelection(ActorPath actorPath) => SystemImpl.ActorSelection(actorPath);

    public IActorRef Child(string name) => Children.Find(name)?.Child ?? (IActorRef)ActorRefs.Nobody;

    public IEnumerable<IActorRef> GetChildren() => Children.Snapshot();

    public void Stop(IActorRef child)
    {
        Children.ShallDie(child);
        child.Internal().SendSystem(new Terminate());
    }

    public void Become(Receive receive) => _behavior = receive;

    public void BecomeStacked(Receive receive)
    {
        (_outerBehaviors ??= new Stack<Receive>()).Push(_behavior!);
        _behavior = receive;
    }

    public void UnbecomeStacked() =>
        _behavior = _outerBehaviors is { Count: > 0 } outer ? outer.Pop() : _actor!.InitialBehavior;

    /// <summary>Gives the actor one user message.</summary>
    public void Invoke(Envelope envelope)
    {
        var message = envelope.Message;
        var influencesTimeout = _receiveTimeout is null || message is not INotInfluenceReceiveTimeout;
        try
        {
            CurrentMessage = message;
            _sender = envelope.Sender;
            EnvelopeId++;
            if (_pendingTimeout is not null && influencesTimeout)
                CancelReceiveTimeout();
            Receive(message);
            LetGo();
        }
        catch (Exception cause)
        {
            HandleInvokeFailure(cause);
        }
        finally
        {
            if (_receiveTimeout is not null)
                CheckReceiveTimeout(influencesTimeout);
        }
    }

    private void Receive(object message)
    {
        if (message is IAutoReceivedMessage)
            AutoReceive(message);
        else
            Deliver(message);
    }

    /// <summary>Handles what every actor handles without being asked.</summary>
    private void AutoReceive(object message)
    {
        switch (message)
        {
            case Terminated terminated:
                ReceiveTerminated(terminated);
                break;
            case TimerMessage timer when (_actor as IWithTimers)?.Timers is TimerScheduler timers:
                // From here on it is what a stash would keep.
                if (timers.Accept(timer) is { } accepted)
                    Receive(CurrentMessage = accepted);
                break;
            case Kill:
                throw new ActorKilledException("Kill");
            case PoisonPill:
                _self.SendSystem(new Terminate());
                break;
            case ActorSelectionMessage selection:
                Akka.Actor.ActorSelection.Deliver(_self, selection, Sender);
                break;
            case Identify identify:
                Sender.Tell(new ActorIdentity(identify.MessageId, _self), _self);
                break;
        }
    }

    /// <summary>An actor that has nothing to do keeps nobody alive.</summary>
    private void LetGo() => CurrentMessage = _sender = null;

    private void Deliver(object message) => _actor!.AroundReceive(_behavior!, message);

    private ActorBase NewInstance()
    {
        InstanceCleared = false;
        _outerBehaviors = null;
        var instance = Props.NewActor();
        _behavior ??= instance.InitialBehavior;
        instance.Incarnate(this);
        return instance;
    }

    private void ClearInstance(ActorBase? actor)
    {
        try
        {
            (actor as IDisposable)?.Dispose();
        }
        catch (Exception e)
        {
            LogError(e, $"An error occurred while disposing {actor!.GetType()} actor. Reason: {e.Message}");
        }
        actor?.Clear(SystemImpl.DeadLetters);
        InstanceCleared = true;
        LetGo();
        _behavior = null;
        _outerBehaviors = null;
    }

    private void LogError(Exception cause, string message) =>
        SystemImpl.EventStream.Publish(new Error(cause, _self.Path.ToString(), ActorType, message));
}
