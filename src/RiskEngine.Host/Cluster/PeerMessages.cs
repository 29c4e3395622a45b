namespace RiskEngine.Host.Cluster;

/// <summary>How nodes talk over HTTP: one route, and a header that names the message in the body, in both directions.</summary>
internal static class PeerMessages
{
    internal const string Route = "/cluster/v1/messages";
    internal const string Header = "Risk-Engine-Message";
    internal const string ContentType = "application/json";

    /// <summary>Above the longest answer of an exchange that is taken, written as a text within JSON.</summary>
    internal const int MaxBytes = 8 * 1024 * 1024;
}
