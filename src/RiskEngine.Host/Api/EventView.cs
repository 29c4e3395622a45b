namespace RiskEngine.Host.Api;

/// <summary>Something that happened, as it is streamed. Which members it has depends on <paramref name="Type"/>.</summary>
/// <param name="Type">The event's name in the protocol, such as <c>sessionCanceled</c>.</param>
/// <param name="At">When the service heard of it.</param>
/// <param name="Severity"><c>info</c>, <c>good</c>, <c>warning</c> or <c>danger</c>.</param>
/// <param name="Text">What happened, in one line for people.</param>
internal sealed record EventView(string Type, DateTimeOffset At, string Severity, string Text)
{
    /// <summary>The session that it concerns.</summary>
    public string? Session { get; init; }

    /// <summary>The command that it belongs to.</summary>
    public string? CommandId { get; init; }

    /// <summary>How a cancel ended.</summary>
    public CancelAnswer? Cancel { get; init; }

    /// <summary>A session's state from now on.</summary>
    public string? State { get; init; }

    /// <summary>The engagement that it belongs to.</summary>
    public EngagementView? Engagement { get; init; }

    /// <summary>What the engagement outlives.</summary>
    public string? Durability { get; init; }

    /// <summary>Sessions that have acknowledged an engagement: the k of "k of n".</summary>
    public int? Applied { get; init; }

    /// <summary>Sessions in an engagement's scope: the n of "k of n".</summary>
    public int? Expected { get; init; }

    /// <summary>What an engagement did to each session, or to one.</summary>
    public IReadOnlyList<AppliedView>? Sessions { get; init; }

    /// <summary>Sessions that are left out, since there are too many for one event; null: none is.</summary>
    public int? OmittedSessions { get; init; }

    /// <summary>What was cleared by a reset.</summary>
    public IReadOnlyList<EngagementView>? Cleared { get; init; }

    /// <summary>From a command's arrival to its end.</summary>
    public double? ElapsedMs { get; init; }
}
