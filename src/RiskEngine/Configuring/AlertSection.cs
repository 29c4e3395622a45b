namespace RiskEngine;

/// <summary>Reads how alerts leave the engine; the secret comes from the environment.</summary>
internal static class AlertSection
{
    private const string Variable = "RISKENGINE__ALERTS__WEBHOOK__SECRET";

    internal static AlertSettings Read(SectionReader section, NodeSecrets secrets)
    {
        var webhook = section.Section("webhook");
        var retry = (webhook.Duration("retry-first"), webhook.Duration("retry-longest"));
        return new AlertSettings(
            Webhook(webhook, secrets),
            retry,
            webhook.Duration("give-up-after"),
            webhook.Count("max-waiting", 1, 100_000)
        );
    }

    private static WebhookSettings? Webhook(SectionReader section, NodeSecrets secrets)
    {
        var timeout = section.Duration("timeout");
        var url = section.OptionalAddress(
            "url",
            "an https address; http on loopback only",
            url => url is { Scheme: "https" } or { Scheme: "http", IsLoopback: true }
        );
        return url is null ? null : new WebhookSettings(url, secrets.Read(Variable, "alerts.webhook.url"), timeout);
    }
}
