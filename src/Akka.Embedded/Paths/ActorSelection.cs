namespace Akka.Actor;

/// <summary>Actors by path, looked up anew for each message. <c>*</c> and <c>?</c> match names, <c>..</c> goes up.</summary>
public class ActorSelection(IActorRef anchor, SelectionPathElement[] path) : ICanTell
{
    /// <summary>A selection that starts at an actor.</summary>
    public ActorSelection(IActorRef anchor, string path)
        : this(anchor, path.Split('/')) { }

    /// <summary>A selection that starts at an actor.</summary>
    public ActorSelection(IActorRef anchor, IEnumerable<string> elements)
        : this(
            anchor,
            [.. elements.Where(element => element.Length > 0 && element != ".").Select(SelectionPathElement.From)]
        ) { }

    /// <summary>Where the selection starts.</summary>
    public IActorRef Anchor => anchor;

    /// <summary>The way from there.</summary>
    public SelectionPathElement[] Path => path;

    /// <summary>The way from there as text.</summary>
    public string PathString => "/" + string.Join('/', Path.Select(element => element.ToString()));

    /// <inheritdoc cref="ICanTell.Tell" />
    public void Tell(object message, IActorRef? sender = null) =>
        Deliver(Anchor.Internal(), new ActorSelectionMessage(message, Path), sender ?? ActorCell.Current?.Self);

    /// <summary>The one actor that is selected.</summary>
    /// <exception cref="ActorNotFoundException">None answered in time.</exception>
    public Task<IActorRef> ResolveOne(TimeSpan timeout) => ResolveOne(timeout, CancellationToken.None);

    /// <summary>The one actor that is selected.</summary>
    /// <exception cref="ActorNotFoundException">None answered in time.</exception>
    public async Task<IActorRef> ResolveOne(TimeSpan timeout, CancellationToken ct)
    {
        try
        {
            var identity = await this.Ask<ActorIdentity>(new Identify(null), timeout, ct).ConfigureAwait(false);
            return identity.Subject ?? throw new ActorNotFoundException("subject was null");
        }
        catch (Exception e)
        {
            throw new ActorNotFoundException("Exception occurred while resolving ActorSelection", e);
        }
    }

    /// <inheritdoc />
    public override string ToString() => $"ActorSelection[Anchor({Anchor.Path}), Path({PathString})]";

    internal static void Deliver(InternalActorRefBase anchor, ActorSelectionMessage selection, IActorRef? sender)
    {
        var at = anchor;
        for (var i = 0; i < selection.Elements.Length; i++)
        {
            if (selection.Elements[i] is SelectChildPattern pattern)
            {
                var matches = at.ChildRefs.Where(child => pattern.Matches(child.Path.Name)).ToList();
                var fansOut = selection.WildCardFanOut || matches.Count > 1;
                var rest = new ActorSelectionMessage(selection.Message, selection.Elements[(i + 1)..], fansOut);
                matches.ForEach(match => Deliver(match, rest, sender));
                if (matches.Count == 0)
                    Miss(anchor, selection, sender);
                return;
            }
            at = at.GetChild(selection.Elements[i].ToString()!);
            if (at is Nobody)
            {
                Miss(anchor, selection, sender);
                return;
            }
        }
        at.Tell(selection.Message, sender);
    }

    private static void Miss(InternalActorRefBase anchor, ActorSelectionMessage selection, IActorRef? sender)
    {
        if (selection.WildCardFanOut)
            return;
        var path = anchor.Path / selection.Elements.Select(element => element.ToString()!);
        new EmptyLocalActorRef(anchor.Owner!, path).Tell(selection, sender);
    }
}

/// <summary>A message on its way through a selection.</summary>
public class ActorSelectionMessage(object message, SelectionPathElement[] elements, bool wildCardFanOut = false)
    : IAutoReceivedMessage
{
    /// <summary>What is sent.</summary>
    public object Message => message;

    /// <summary>The way that is left.</summary>
    public SelectionPathElement[] Elements => elements;

    /// <summary>True when a pattern has matched several actors, so that a miss says nothing.</summary>
    public bool WildCardFanOut => wildCardFanOut;
}
