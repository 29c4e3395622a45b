namespace Akka.Actor;

/// <summary>Actors by path, looked up anew for each message. <c>*</c> and <c>?</c> match names, <c>..</c> goes up.</summary>
public class ActorSelection : ICanTell
{
    /// <summary>A selection that starts at an actor.</summary>
    public ActorSelection(IActorRef anchor, SelectionPathElement[] path)
    {
        Anchor = anchor;
        Path = path;
    }

    /// <summary>A selection that starts at an actor.</summary>
    public ActorSelection(IActorRef anchor, string path)
        : this(anchor, path.Split('/')) { }

    /// <summary>A selection that starts at an actor.</summary>
    public ActorSelection(IActorRef anchor, IEnumerable<string> elements)
        : this(anchor, [.. elements.Where(element => element.Length > 0 && element != ".").Select(Element)]) { }

    /// <summary>Where the selection starts.</summary>
    public IActorRef Anchor { get; }

    /// <summary>The way from there.</summary>
    public SelectionPathElement[] Path { get; }

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
    public override bool Equals(object? obj) =>
        obj is ActorSelection other && Anchor.Equals(other.Anchor) && PathString == other.PathString;

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Anchor, PathString);

    /// <inheritdoc />
    public override string ToString() => $"ActorSelection[Anchor({Anchor.Path}), Path({PathString})]";

    internal static void Deliver(InternalActorRefBase anchor, ActorSelectionMessage selection, IActorRef? sender)
    {
        var at = anchor;
        for (var i = 0; i < selection.Elements.Length; i++)
        {
            switch (selection.Elements[i])
            {
                case SelectChildPattern pattern:
                    DeliverToMatches(anchor, at, pattern, selection, i, sender);
                    return;
                case var step:
                    var next = at.GetChild(step.ToString()!);
                    if (next is Nobody)
                    {
                        if (!selection.WildCardFanOut)
                            Miss(anchor, selection, sender);
                        return;
                    }
                    at = next;
                    break;
            }
        }
        at.Tell(selection.Message, sender);
    }

    private static void DeliverToMatches(
        InternalActorRefBase anchor,
        InternalActorRefBase at,
        SelectChildPattern pattern,
        ActorSelectionMessage selection,
        int step,
        IActorRef? sender
    )
    {
        var matches = at.ChildRefs.Where(child => pattern.Matches(child.Path.Name)).ToList();
        if (matches.Count == 0 && !selection.WildCardFanOut)
            Miss(anchor, selection, sender);
        var rest = new ActorSelectionMessage(
            selection.Message,
            selection.Elements[(step + 1)..],
            selection.WildCardFanOut || matches.Count > 1
        );
        foreach (var match in matches)
            Deliver(match, rest, sender);
    }

    private static void Miss(InternalActorRefBase anchor, ActorSelectionMessage selection, IActorRef? sender)
    {
        var path = anchor.Path / selection.Elements.Select(element => element.ToString()!);
        new EmptyLocalActorRef(anchor.Owner!, path).Tell(selection, sender);
    }

    private static SelectionPathElement Element(string element) =>
        element == ".." ? SelectParent.Instance
        : element.AsSpan().ContainsAny('*', '?') ? new SelectChildPattern(element)
        : new SelectChildName(element);
}
