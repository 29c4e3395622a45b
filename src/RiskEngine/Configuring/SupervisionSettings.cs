namespace RiskEngine;

/// <summary>How failures are met; the reasons stand beside the keys in <c>akka.hocon</c>.</summary>
/// <param name="SenderRestarts">How often a sender may be restarted within <paramref name="Within"/>.</param>
/// <param name="Within">The time in which restarts are counted.</param>
/// <param name="ReopenFirst">How long a guardian keeps order entry closed after its first restart; doubled with each.</param>
/// <param name="ReopenLongest">The longest such wait.</param>
/// <param name="ForgetAfter">After how long without a restart the count begins anew.</param>
public sealed record SupervisionSettings(
    int SenderRestarts,
    TimeSpan Within,
    TimeSpan ReopenFirst,
    TimeSpan ReopenLongest,
    TimeSpan ForgetAfter
);
