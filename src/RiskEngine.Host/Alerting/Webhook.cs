using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace RiskEngine.Host.Alerting;

/// <summary>Posts alerts as JSON, signed, so that the receiver can tell them from anybody else's.</summary>
/// <remarks>
/// <c>X-RiskEngine-Signature</c> is <c>sha256=</c> and the HMAC-SHA256, in lower-case hexadecimal digits, over the text of
/// <c>X-RiskEngine-Timestamp</c> (epoch seconds), a full stop and the body as sent. The key is the secret's UTF-8 bytes.
/// Any status from 200 to 299 means that the alert was taken; redirects are not followed. Any from 400 to 499 but 408 and 429
/// means that it will never be taken as it is: it is not sent again.
/// </remarks>
internal sealed class Webhook : IAlertSender, IDisposable
{
    /// <summary>A receiver has nothing to say that is longer; a longer answer counts as none.</summary>
    private const int MostAnswerBytes = 64 * 1024;

    /// <summary>As much of a refusal as tells what the receiver did not like.</summary>
    private const int ShownCharacters = 200;

    private readonly WebhookSettings _settings;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    internal Webhook(WebhookSettings settings, TimeProvider time)
    {
        (_settings, _time) = (settings, time);
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = settings.Timeout,
            MaxResponseContentBufferSize = MostAnswerBytes,
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
            if (answer.IsSuccessStatusCode)
                return null;
            var status = $"status {(int)answer.StatusCode}";
            return IsFinal(answer.StatusCode)
                ? throw new AlertRefusedException(
                    $"{status}: {StartOf(await answer.Content.ReadAsByteArrayAsync(cancellationToken))}"
                )
                : status;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return failure.GetType().Name;
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Whether the receiver refuses this alert whenever it comes; that it is busy or was too slow passes.</summary>
    private static bool IsFinal(HttpStatusCode status) =>
        (int)status is >= 400 and <= 499
        && status is not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests);

    private static string StartOf(byte[] body)
    {
        var text = System.Text.Encoding.UTF8.GetString(body);
        var start = text.Length <= ShownCharacters ? text : $"{text[..ShownCharacters]}…";
        return string.Concat(start.Select(character => char.IsControl(character) ? ' ' : character)).Trim();
    }

    private string Sign(string at, byte[] body) =>
        Convert.ToHexStringLower(
            _settings.Secret.HmacSha256([.. System.Text.Encoding.ASCII.GetBytes(at), (byte)'.', .. body])
        );
}
