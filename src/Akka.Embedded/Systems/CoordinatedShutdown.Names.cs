namespace Akka.Actor;

public sealed partial class CoordinatedShutdown
{
    /// <summary>The first phase: before incoming work is refused.</summary>
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";

    /// <summary>Incoming work is refused.</summary>
    public const string PhaseServiceUnbind = "service-unbind";

    /// <summary>Work in progress completes.</summary>
    public const string PhaseServiceRequestsDone = "service-requests-done";

    /// <summary>Services stop.</summary>
    public const string PhaseServiceStop = "service-stop";

    /// <summary>Before the cluster is left.</summary>
    public const string PhaseBeforeClusterShutdown = "before-cluster-shutdown";

    /// <summary>Shards move elsewhere.</summary>
    public const string PhaseClusterShardingShutdownRegion = "cluster-sharding-shutdown-region";

    /// <summary>The node announces that it leaves.</summary>
    public const string PhaseClusterLeave = "cluster-leave";

    /// <summary>Singletons move elsewhere.</summary>
    public const string PhaseClusterExiting = "cluster-exiting";

    /// <summary>The node has left.</summary>
    public const string PhaseClusterExitingDone = "cluster-exiting-done";

    /// <summary>The cluster extension stops.</summary>
    public const string PhaseClusterShutdown = "cluster-shutdown";

    /// <summary>Before all actors stop.</summary>
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";

    /// <summary>The last phase: all actors stop.</summary>
    public const string PhaseActorSystemTerminate = "actor-system-terminate";

    /// <summary>Why a shutdown runs.</summary>
    public class Reason
    {
        /// <summary>An application's own reasons derive from this one.</summary>
        protected Reason() { }
    }

    /// <summary>Nobody said why.</summary>
    public class UnknownReason : Reason
    {
        /// <summary>The only instance.</summary>
        public static readonly Reason Instance = new UnknownReason();

        private UnknownReason() { }
    }

    /// <summary>Somebody terminated the system.</summary>
    public class ActorSystemTerminateReason : Reason
    {
        /// <summary>The only instance.</summary>
        public static readonly Reason Instance = new ActorSystemTerminateReason();

        private ActorSystemTerminateReason() { }
    }

    /// <summary>The process ends.</summary>
    public class ClrExitReason : Reason
    {
        /// <summary>The only instance.</summary>
        public static readonly Reason Instance = new ClrExitReason();

        private ClrExitReason() { }
    }
}
