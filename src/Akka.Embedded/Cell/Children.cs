namespace Akka.Actor;

/// <summary>What an actor does once the children that it is stopping are gone.</summary>
internal abstract record Afterwards
{
    /// <summary>Nothing: somebody asked for children to stop.</summary>
    public sealed record Nothing : Afterwards;

    /// <summary>Create the first instance again.</summary>
    public sealed record CreateAgain : Afterwards;

    /// <summary>Create the next instance.</summary>
    public sealed record Restart(Exception Cause) : Afterwards;

    /// <summary>Stop.</summary>
    public sealed record Finish : Afterwards;
}

/// <summary>
/// The children of an actor by name. Top-level actors are created from any thread, hence the lock. A name stays taken
/// until its actor has stopped.
/// </summary>
internal sealed class Children(ActorCell owner)
{
    private static readonly Afterwards Nothing = new Afterwards.Nothing();

    private Dictionary<string, ChildRestartStats>? _byName;
    private HashSet<IActorRef>? _dying;
    private Afterwards _afterwards = Nothing;
    private bool _terminated;
    private long _unnamed;

    /// <summary>True when nothing but normal life goes on.</summary>
    public bool IsNormal => !_terminated && _afterwards is Afterwards.Nothing;

    public bool IsTerminating => _terminated || _afterwards is Afterwards.Finish;

    /// <summary>True when a restart waits for children to stop.</summary>
    public bool HoldsUpRestart => _afterwards is Afterwards.Restart or Afterwards.CreateAgain;

    /// <summary>Creates and starts a child.</summary>
    /// <exception cref="InvalidActorNameException">The name is taken or not allowed.</exception>
    /// <exception cref="InvalidOperationException">The actor is stopping.</exception>
    public LocalActorRef Create(Props props, string? name)
    {
        if (name is not null)
            CheckName(name);
        LocalActorRef child;
        lock (this)
        {
            if (IsTerminating)
                throw new InvalidOperationException("cannot create children while terminating or terminated");
            name ??= NextName();
            _byName ??= [];
            if (_byName.ContainsKey(name))
                throw new InvalidActorNameException($"Actor name \"{name}\" is not unique!");
            child = owner.SystemImpl.NewLocalActor(props, owner.SelfRef, name);
            _byName.Add(name, new ChildRestartStats(child, owner.SystemImpl.Clock));
        }
        child.Cell.Start();
        return child;
    }

    public ChildRestartStats? Find(string name)
    {
        var hash = name.IndexOf('#', StringComparison.Ordinal);
        lock (this)
        {
            if (_byName is null || !_byName.TryGetValue(hash < 0 ? name : name[..hash], out var stats))
                return null;
            return hash < 0 || stats.Child.Path.Uid.ToString(null, null) == name[(hash + 1)..] ? stats : null;
        }
    }

    public ChildRestartStats? Find(IActorRef child)
    {
        lock (this)
            return
                _byName is not null && _byName.TryGetValue(child.Path.Name, out var stats) && stats.Child.Equals(child)
                ? stats
                : null;
    }

    public IReadOnlyList<LocalActorRef> Snapshot() => [.. Statistics().Select(stats => stats.Child)];

    public IReadOnlyList<ChildRestartStats> Statistics()
    {
        lock (this)
            return _byName is null ? [] : [.. _byName.Values];
    }

    /// <summary>Notes that a child has been told to stop.</summary>
    public void ShallDie(IActorRef child)
    {
        lock (this)
        {
            if (Find(child) is not null)
                (_dying ??= []).Add(child);
        }
    }

    /// <summary>False when no child is stopping, so that the next step can be taken at once.</summary>
    public bool WaitThen(Afterwards afterwards)
    {
        lock (this)
        {
            if (_dying is not { Count: > 0 })
                return false;
            _afterwards = afterwards;
            return true;
        }
    }

    /// <summary>Removes a child that has stopped; gives the next step when it was the last one waited for.</summary>
    public Afterwards Remove(IActorRef child)
    {
        lock (this)
        {
            _byName?.Remove(child.Path.Name);
            if (_dying is null || !_dying.Remove(child) || _dying.Count > 0)
                return Nothing;
            var afterwards = _afterwards;
            _afterwards = Nothing;
            return afterwards;
        }
    }

    public void SetTerminated()
    {
        lock (this)
        {
            _terminated = true;
            _byName = null;
            _dying = null;
        }
    }

    private static void CheckName(string name)
    {
        if (name.Length == 0)
            throw new InvalidActorNameException("Actor name must not be empty.");
        if (!ActorPath.IsValidPathElement(name))
            throw new InvalidActorNameException(
                $"Illegal actor name [{name}]. Actor names MUST: not start with `$`, not be empty, and only contain "
                    + $"ASCII letters, digits and these special characters: `{ActorPath.ValidSymbols}`"
            );
    }

    private string NextName()
    {
        const string digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+~";
        var name = "$";
        for (var number = _unnamed++; ; number >>= 6)
        {
            name += digits[(int)(number & 63)];
            if (number < 64)
                return name;
        }
    }
}
