using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace RiskEngine.Gemini.Tests;

/// <summary>Stands for the network: answers each request with what the test made.</summary>
internal sealed class StubHandler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer)
    : HttpMessageHandler
{
    internal StubHandler(Func<HttpRequestMessage, HttpResponseMessage> answer)
        : this((request, _) => Task.FromResult(answer(request))) { }

    internal static HttpResponseMessage Response(int status, byte[] body, Action<HttpResponseHeaders>? headers = null)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(body) };
        headers?.Invoke(response.Headers);
        return response;
    }

    internal static HttpResponseMessage Response(
        int status,
        string body,
        Action<HttpResponseHeaders>? headers = null
    ) => Response(status, Encoding.UTF8.GetBytes(body), headers);

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    ) => answer(request, cancellationToken);
}
