using System.Globalization;
using System.Net.Http.Headers;

namespace RiskEngine.Host.Alerting;

/// <summary>Posts alerts as JSON, signed, so that the receiver can tell them from anybody else's.</summary>
/// <remarks>
/// <c>X-RiskEngine-Signature</c> is <c>sha256=</c> and the HMAC-SHA256, in lower-case hexadecimal digits, over the text of
/// <c>X-RiskEngine-Timestamp</c> (epoch seconds), a full stop and the body as sent. The key is the secret's UTF-8 bytes.
/// Any status from 200 to 299 means that the alert was taken; redirects are not followed.
/// </remarks>
internal sealed class Webhook : IAlertSender, IDisposable
{
    private readonly WebhookSettings _settings;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    internal Webhook(WebhookSettings settings, TimeProvider time)
    {
        (_settings, _time) = (settings, time);
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = settings.Timeout,
        };
    }

    public async Task<string?> SendAsync(Alert alert, CancellationToken cancellationToken)
    {
        var body = alert.ToUtf8();
        var at = _time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, _settings.Url)
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-RiskEngine-Timestamp", at);
        request.Headers.Add("X-RiskEngine-Signature", $"sha256={Sign(at, body)}");
        try
        {
            using var answer = await _client.SendAsync(request, cancellationToken);
            return answer.IsSuccessStatusCode ? null : $"status {(int)answer.StatusCode}";
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return failure.GetType().Name;
        }
    }

    public void Dispose() => _client.Dispose();

    private string Sign(string at, byte[] body) =>
        Convert.ToHexStringLower(
            _settings.Secret.HmacSha256([.. System.Text.Encoding.ASCII.GetBytes(at), (byte)'.', .. body])
        );
}
