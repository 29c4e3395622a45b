using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RiskEngine.Benchmarks;

/// <summary>The least that a cancel can cost: sign, post, parse, one after the other, with nobody asking questions.</summary>
internal sealed class BareLoop(SimulatorAddress exchange, string key = SimulatorProcess.BareKey) : IDisposable
{
    private static readonly byte[] Key = Encoding.UTF8.GetBytes(SimulatorProcess.Secret);

    private readonly HttpClient _http = new(
        exchange.Trusting(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null })
    );
    private readonly Uri _endpoint = new(exchange.Uri, "/v1/order/cancel/session");
    private long _nonce = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    internal async Task CancelAsync()
    {
        using var json = await SendAsync("/v1/order/cancel/session", _endpoint);
        if (json.RootElement.GetProperty("result").GetString() != "ok")
            throw new InvalidOperationException($"The bare loop was refused: {json.RootElement}");
    }

    /// <summary>Makes the connection, as the engine's preflight does: by asking for the key's roles.</summary>
    internal async Task ConnectAsync() => (await SendAsync("/v1/roles", new Uri(exchange.Uri, "/v1/roles"))).Dispose();

    private async Task<JsonDocument> SendAsync(string path, Uri endpoint)
    {
        var payload = string.Create(CultureInfo.InvariantCulture, $"{{\"request\":\"{path}\",\"nonce\":{++_nonce}}}");
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(payload));
        var signature = Convert.ToHexStringLower(HMACSHA384.HashData(Key, Encoding.ASCII.GetBytes(base64)));
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent([]) };
        request.Headers.Add("X-GEMINI-APIKEY", key);
        request.Headers.Add("X-GEMINI-PAYLOAD", base64);
        request.Headers.Add("X-GEMINI-SIGNATURE", signature);
        using var response = await _http.SendAsync(request);
        return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
    }

    public void Dispose() => _http.Dispose();
}
