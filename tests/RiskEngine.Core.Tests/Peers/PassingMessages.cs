using RiskEngine.Core.Tests.Placing;

namespace RiskEngine.Core.Tests.Peers;

/// <summary>What is asked and said in stories of messages that are passed on.</summary>
internal static class PassingMessages
{
    internal static readonly SessionKey Session = Cluster.Session(1);
    internal static readonly TimeSpan Deadline = Given.Sec(10);

    internal static CancelSession Cancel() =>
        new(Session, new CommandId("cancel-1"), null, Switches.Ann, new Reason("a test"), Deadline);

    internal static SessionCanceled Canceled() =>
        new(Session, Cancel().Id, CancelEffort.None, [], CancelListing.Complete, CancelProof.EveryOrderClosed);

    internal static SessionCancelDenied Elsewhere() =>
        new(Session, Cancel().Id, SessionCancelDeniedReason.NotOnThisNode);

    internal static SubmitPrivateRequest Order() =>
        new(
            Session,
            new CommandId("order-1"),
            new StrategyId("quoter"),
            new PrivateEndpoint("/v1/order/new"),
            RequestFields.None
        );
}
