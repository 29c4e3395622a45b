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
        var (text, timeout) = (section.Text("url"), section.Duration("timeout"));
        if (text.Length == 0)
            return null;
        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        )
            return section.Fault<WebhookSettings?>(
                "url",
                // Its path may be what lets its caller in, so it is not shown.
                "must be an https address; http on loopback only.",
                null
            );
        return new WebhookSettings(url, secrets.Read(Variable, "alerts.webhook.url"), timeout);
    }
}
