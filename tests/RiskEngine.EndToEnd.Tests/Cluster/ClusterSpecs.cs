namespace RiskEngine.EndToEnd.Tests.Cluster;

/// <summary>Nodes talk over Akka.Cluster, and PostgreSQL grants who runs what: the recommended way.</summary>
[Long]
public sealed class ClusterOverAkkaSpec() : ClusterSpec(isOverAkka: true)
{
    [PostgresFact]
    public Task Engagement_must_stop_every_session_of_every_node_and_of_those_that_come_until_it_is_reset() =>
        EngagementStopsAllUntilItIsResetAsync();
}

/// <summary>Nodes talk over HTTP.</summary>
public sealed class ClusterOverHttpSpec() : ClusterSpec(isOverAkka: false)
{
    [LongPostgresFact]
    public Task Engagement_must_stop_every_session_of_every_node_and_of_those_that_come_until_it_is_reset() =>
        EngagementStopsAllUntilItIsResetAsync();
}

/// <summary>What a person gets from any node over Akka.Cluster.</summary>
public sealed class AnyNodeOverAkkaSpec() : AnyNodeSpec(isOverAkka: true);

/// <summary>The same over HTTP.</summary>
public sealed class AnyNodeOverHttpSpec() : AnyNodeSpec(isOverAkka: false);
