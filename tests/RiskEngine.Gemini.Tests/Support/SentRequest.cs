using System.Text;

namespace RiskEngine.Gemini.Tests;

/// <summary>A request as a test sees it.</summary>
internal sealed record SentRequest(Uri Address, string Method, IReadOnlyDictionary<string, string> Headers)
{
    internal string Payload => Encoding.UTF8.GetString(Convert.FromBase64String(Headers["X-GEMINI-PAYLOAD"]));

    internal static SentRequest Of(HttpRequestMessage message) =>
        new(
            message.RequestUri.ShouldNotBeNull(),
            message.Method.Method,
            message.Headers.NonValidated.ToDictionary(x => x.Key, x => x.Value.ToString())
        );
}
