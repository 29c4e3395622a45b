namespace RiskEngine.Core;

/// <summary>How alerts leave the engine; the reasons stand beside the keys in <c>akka.hocon</c>.</summary>
/// <param name="Webhook">Where they are posted to; null: nowhere.</param>
/// <param name="Retry">The wait after a try that failed, the first and the longest.</param>
/// <param name="GiveUpAfter">How old an alert may be to be tried again.</param>
/// <param name="MaxWaiting">Alerts that may wait; beyond it the oldest is given up.</param>
public sealed record AlertSettings(
    WebhookSettings? Webhook,
    (TimeSpan First, TimeSpan Longest) Retry,
    TimeSpan GiveUpAfter,
    int MaxWaiting
);

/// <summary>A webhook.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Secret">Signs what is posted.</param>
/// <param name="Timeout">How long one try may take.</param>
public sealed record WebhookSettings(Uri Url, Secret Secret, TimeSpan Timeout);
