namespace RiskEngine.Core;

/// <summary>One thing that the audit trail keeps: one of the nested records. None has a place for a secret.</summary>
public abstract partial record AuditEntry
{
    /// <summary>So many of the longest items fit into a row beside everything else.</summary>
    private const int ItemsOfOneRow = 150;

    private AuditEntry(DateTimeOffset at, NodeName node)
    {
        ArgumentNullException.ThrowIfNull(node);
        At = UtcMicroseconds.Floor(at);
        Node = node;
    }

    /// <summary>When, by the node's wall clock; UTC, whole microseconds.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The node on which it happened.</summary>
    public NodeName Node { get; }

    /// <summary>The word that the row's <c>kind</c> has.</summary>
    public abstract string Kind { get; }

    /// <summary>The entry in one text, however long.</summary>
    public string ToJson() => Written().ToString();

    /// <summary>
    /// The rows as they are hashed, stored and exported, each at most <see cref="MessageSize.Limit"/> bytes: one, and where its lists are
    /// too long for that, as many of the kind <c>continued</c> after it as they need.
    /// </summary>
    public IReadOnlyList<string> ToRows() => [.. Written().Divide(MessageSize.Limit).Select(part => part.ToString())];

    /// <summary>How many rows it becomes.</summary>
    internal int RowCount => Items <= ItemsOfOneRow ? 1 : ToRows().Count;

    /// <summary>The room that it takes where entries wait: that of so many entries without lists.</summary>
    internal int Room => 1 + Items / ItemsOfOneRow;

    /// <summary>How many items its lists have.</summary>
    internal virtual int Items => 0;

    private CanonicalJson Written() =>
        Write(new CanonicalJson().Add("at", At).Add("node", Node.Value).Add("kind", Kind));

    private protected abstract CanonicalJson Write(CanonicalJson json);

    /// <summary>The engine started.</summary>
    /// <param name="At">When.</param>
    /// <param name="Node">Where.</param>
    /// <param name="Version">The engine's version.</param>
    /// <param name="Configuration">The hash of the configuration in force, secrets left out.</param>
    public sealed record Started(DateTimeOffset At, NodeName Node, string Version, RowHash? Configuration)
        : AuditEntry(At, Node)
    {
        /// <inheritdoc/>
        public override string Kind => "start";

        private protected override CanonicalJson Write(CanonicalJson json) =>
            json.Add("version", Version).Add("configuration", Configuration?.Hex);
    }

    /// <summary>The engine stopped in order. A start without a stop before it follows a crash.</summary>
    /// <param name="At">When.</param>
    /// <param name="Node">Where.</param>
    /// <param name="Why">What made it stop.</param>
    public sealed record Stopped(DateTimeOffset At, NodeName Node, string Why) : AuditEntry(At, Node)
    {
        /// <inheritdoc/>
        public override string Kind => "stop";

        private protected override CanonicalJson Write(CanonicalJson json) => json.Add("why", Why);
    }

    /// <summary>Somebody asked for something.</summary>
    /// <param name="At">When it arrived.</param>
    /// <param name="Node">Where.</param>
    /// <param name="Command">What was asked.</param>
    /// <param name="Id">The command's own id.</param>
    /// <param name="By">Who asked.</param>
    /// <param name="Session">The session that it concerns; null for the kill switch.</param>
    /// <param name="Scope">The scope that it concerns; null for what concerns all of a session.</param>
    /// <param name="Reason">Why, if a reason goes with the command.</param>
    public sealed record Asked(
        DateTimeOffset At,
        NodeName Node,
        AuditedCommand Command,
        CommandId Id,
        RequestedBy By,
        SessionKey? Session,
        KillSwitchScope? Scope,
        Reason? Reason
    ) : AuditEntry(At, Node)
    {
        /// <inheritdoc/>
        public override string Kind => "command";

        /// <summary>The engagements that are to be cleared.</summary>
        public ValueList<EngagementId> Engagements { get; init; } = [];

        private protected override CanonicalJson Write(CanonicalJson json) =>
            json.Add("what", Command.Name())
                .Add("command", Id.Value)
                .Add("who", $"{By}")
                .Add("session", Session?.ToString())
                .Add("scope", Scope?.ToString())
                .Add("engagement", Engagements.Count == 0 ? null : string.Join(' ', Engagements))
                .Add("reason", Reason?.Text);
    }

    /// <summary>A command came through another node of the cluster, and is taken here.</summary>
    /// <param name="At">When it arrived.</param>
    /// <param name="Node">Where.</param>
    /// <param name="Through">The node that passed it on.</param>
    /// <param name="Command">What was asked.</param>
    /// <param name="Id">The command's own id.</param>
    /// <param name="By">Who asked.</param>
    /// <param name="Session">The session that it concerns.</param>
    public sealed record PassedOn(
        DateTimeOffset At,
        NodeName Node,
        NodeName Through,
        AuditedCommand Command,
        CommandId Id,
        RequestedBy By,
        SessionKey Session
    ) : AuditEntry(At, Node)
    {
        /// <inheritdoc/>
        public override string Kind => "passed-on";

        private protected override CanonicalJson Write(CanonicalJson json) =>
            json.Add("what", Command.Name())
                .Add("command", Id.Value)
                .Add("who", $"{By}")
                .Add("session", $"{Session}")
                .Add("through", Through.Value);
    }

    /// <summary>A request was handed to the network.</summary>
    /// <param name="At">When.</param>
    /// <param name="Node">Where.</param>
    /// <param name="Session">The session whose key signs.</param>
    /// <param name="Request">The request; of a strategy's own the path alone is kept.</param>
    public sealed record Dispatched(DateTimeOffset At, NodeName Node, SessionKey Session, OutboundRequest Request)
        : AuditEntry(At, Node)
    {
        /// <inheritdoc/>
        public override string Kind => "attempt";

        private protected override CanonicalJson Write(CanonicalJson json) =>
            json.Add("session", $"{Session}")
                .Add("attempt", Request.Attempt.Value)
                .Add("nonce", $"{Request.Nonce}")
                .Add("lane", Request.Lane.Name())
                .Add("what", Request.Request.Name());
    }

    /// <summary>A request came to an end.</summary>
    /// <param name="At">When.</param>
    /// <param name="Node">Where.</param>
    /// <param name="Session">The session whose key signed.</param>
    /// <param name="Attempt">The request.</param>
    /// <param name="Nonce">Its nonce.</param>
    /// <param name="Answer">What it came to.</param>
    public sealed record Answered(
        DateTimeOffset At,
        NodeName Node,
        SessionKey Session,
        AttemptId Attempt,
        Nonce Nonce,
        ExchangeAnswer Answer
    ) : AuditEntry(At, Node)
    {
        /// <inheritdoc/>
        public override string Kind => "answer";

        private protected override CanonicalJson Write(CanonicalJson json) =>
            AuditWords.Answer(
                json.Add("session", $"{Session}").Add("attempt", Attempt.Value).Add("nonce", $"{Nonce}"),
                Answer
            );

        internal override int Items => AuditWords.ItemsOf(Answer);
    }

    /// <summary>The kill switch was engaged; a trip when the engine itself did it.</summary>
    /// <param name="Engagement">The engagement, with its own time and node.</param>
    public sealed record Engaged(Engagement Engagement) : AuditEntry(Engagement.At, Engagement.Id.Node)
    {
        /// <inheritdoc/>
        public override string Kind => Engagement.IsTrip ? "trip" : "engage";

        private protected override CanonicalJson Write(CanonicalJson json) =>
            json.Add("engagement", $"{Engagement.Id}")
                .Add("scope", $"{Engagement.Scope}")
                .Add("epoch", Engagement.Epoch.Value)
                .Add("who", $"{Engagement.By}")
                .Add("reason", Engagement.Reason.Text);
    }

    /// <summary>A person reset the kill switch, or approved that.</summary>
    /// <param name="Record">The reset, with its own time and node.</param>
    /// <param name="Cleared">How many engagements no longer hold by it; zero while another person must approve.</param>
    public sealed record Reset(KillSwitchRecord.Reset Record, int Cleared) : AuditEntry(Record.At, Record.Node)
    {
        /// <inheritdoc/>
        public override string Kind => "reset";

        private protected override CanonicalJson Write(CanonicalJson json) =>
            json.AddWords("scope", AuditWords.Scopes(Record))
                .Add("epoch", Record.Epoch.Value)
                .Add("who", $"{Record.By}")
                .Add("reason", Record.Reason.Text)
                .Add("cleared", Cleared)
                .AddWords("engagement", Record.Cleared, engagement => $"{engagement.Id}");

        internal override int Items => 2 * Record.Cleared.Count;
    }

    /// <summary>The node came to know what was done to the kill switch elsewhere, or before.</summary>
    /// <param name="At">When it arrived.</param>
    /// <param name="Node">Where.</param>
    /// <param name="Through">The node that told it; null: it was read from the store.</param>
    /// <param name="Record">What was done.</param>
    public sealed record Learned(DateTimeOffset At, NodeName Node, NodeName? Through, KillSwitchRecord Record)
        : AuditEntry(At, Node)
    {
        /// <inheritdoc/>
        public override string Kind => "learned";

        private protected override CanonicalJson Write(CanonicalJson json) =>
            json.Add("what", Record.Name())
                .Add("engagement", (Record as KillSwitchRecord.Engage)?.Engagement.Id.ToString())
                .AddWords("scope", AuditWords.Scopes(Record))
                .Add("epoch", Record.Epoch.Value)
                .Add("who", $"{Record.By}")
                .Add("through", Through?.Value);

        internal override int Items => (Record as KillSwitchRecord.Reset)?.Cleared.Count ?? 0;
    }

    /// <summary>Somebody called the service; what a command asked for stands in a row of its own.</summary>
    /// <param name="At">When it was answered.</param>
    /// <param name="Node">Where.</param>
    /// <param name="Person">Who called; null: nobody who could prove it.</param>
    /// <param name="Method">The HTTP method.</param>
    /// <param name="Path">The path; the query and the body are not kept.</param>
    /// <param name="Status">The HTTP status of the answer.</param>
    public sealed record Called(
        DateTimeOffset At,
        NodeName Node,
        RequestedBy.Person? Person,
        string Method,
        string Path,
        int Status
    ) : AuditEntry(At, Node)
    {
        /// <inheritdoc/>
        public override string Kind => "call";

        private protected override CanonicalJson Write(CanonicalJson json) =>
            json.Add("who", Person?.ToString()).Add("what", $"{Method} {Path}").Add("result", $"{Status}");
    }

    /// <summary>Rows that should stand here are lost: the trail says so itself.</summary>
    /// <param name="At">When it was noticed.</param>
    /// <param name="Node">Where.</param>
    /// <param name="Count">How many; above zero.</param>
    public sealed record Lost(DateTimeOffset At, NodeName Node, long Count) : AuditEntry(At, Node)
    {
        /// <inheritdoc/>
        public override string Kind => "lost";

        private protected override CanonicalJson Write(CanonicalJson json) => json.Add("count", Count);
    }
}
