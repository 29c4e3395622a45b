using System.IO.Enumeration;

namespace Akka.Actor;

/// <summary>Actors by path, looked up anew for each message. <c>*</c> and <c>?</c> match names, <c>..</c> goes up.</summary>
public class ActorSelection : ICanTell
{
    private readonly string[] _elements;

    /// <summary>A selection that starts at an actor.</summary>
    public ActorSelection(IActorRef anchor, string path)
        : this(anchor, path.Split('/')) { }

    /// <summary>A selection that starts at an actor.</summary>
    public ActorSelection(IActorRef anchor, IEnumerable<string> elements)
    {
        Anchor = anchor;
        _elements = [.. elements.Where(element => element.Length > 0 && element != ".")];
    }

    /// <summary>Where the selection starts.</summary>
    public IActorRef Anchor { get; }

    /// <summary>The way from there as text.</summary>
    public string PathString => "/" + string.Join('/', _elements);

    /// <inheritdoc cref="ICanTell.Tell" />
    public void Tell(object message, IActorRef? sender = null) =>
        Deliver(Anchor.Internal(), new ActorSelectionMessage(message, _elements), sender ?? ActorCell.Current?.Self);

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
            var element = selection.Elements[i];
            if (element.AsSpan().ContainsAny('*', '?'))
            {
                var matches = at.ChildRefs.Where(child => Matches(child.Path.Name, element)).ToList();
                var fansOut = selection.FansOut || matches.Count > 1;
                var rest = new ActorSelectionMessage(selection.Message, selection.Elements[(i + 1)..], fansOut);
                matches.ForEach(match => Deliver(match, rest, sender));
                if (matches.Count == 0)
                    Miss(anchor, selection, sender);
                return;
            }
            at = at.GetChild(element);
            if (at is Nobody)
            {
                Miss(anchor, selection, sender);
                return;
            }
        }
        at.Tell(selection.Message, sender);
    }

    private static bool Matches(string name, string pattern) =>
        FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);

    private static void Miss(InternalActorRefBase anchor, ActorSelectionMessage selection, IActorRef? sender)
    {
        if (!selection.FansOut)
            new EmptyLocalActorRef(anchor.Owner!, anchor.Path / selection.Elements).Tell(selection, sender);
    }
}

/// <summary>A message on its way through a selection.</summary>
/// <param name="Message">What is sent.</param>
/// <param name="Elements">The way that is left.</param>
/// <param name="FansOut">True when a pattern has matched several actors, so that a miss says nothing.</param>
internal sealed record ActorSelectionMessage(object Message, string[] Elements, bool FansOut = false)
    : IAutoReceivedMessage;
