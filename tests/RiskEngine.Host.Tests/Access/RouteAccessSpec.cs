using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using RiskEngine.Host.Tests.Support;

namespace RiskEngine.Host.Tests.Access;

public sealed class RouteAccessSpec(RunningHost host) : IClassFixture<RunningHost>
{
    public static TheoryData<string> Guarded =>
        [.. Route.All.Where(route => !route.IsOpen).Select(route => $"{route}")];

    public static TheoryData<string> WithRole =>
        [.. Route.All.Where(route => route.Wrong is not null).Select(route => $"{route}")];

    [Fact]
    public async Task Every_route_of_the_document_must_be_known_to_these_tests_when_one_is_added()
    {
        var document = await host.GetAsync("/api/openapi.json");

        document
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path =>
                path.Value.EnumerateObject().Select(one => $"{one.Name.ToUpperInvariant()} {path.Name}")
            )
            .ShouldBe(Route.All.Select(route => $"{route}"), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task Route_must_answer_401_with_a_problem_when_no_token_comes(string route)
    {
        foreach (var token in (string?[])[null, "not-a-token-0123456789-0123456789"])
        {
            using var answer = await CallAsync(route, token);

            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            answer.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Bearer");
            (await ProblemAsync(answer)).ShouldBe("urn:risk-engine:problem:no-token");
        }
    }

    [Theory]
    [MemberData(nameof(WithRole))]
    public async Task Route_must_answer_403_with_a_problem_when_the_role_is_another(string route)
    {
        using var answer = await CallAsync(route, Known(route).Wrong);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await ProblemAsync(answer)).ShouldBe("urn:risk-engine:problem:without-role");
    }

    [Theory]
    [MemberData(nameof(WithRole))]
    public async Task Route_must_refuse_before_it_reads_the_body_when_the_role_is_another(string route)
    {
        var known = Known(route);
        using var client = new TcpClient();
        await client.ConnectAsync(host.Address.Host, host.Address.Port);
        await using var stream = client.GetStream();
        // A body is announced, and never comes.
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"{known.Method} {known.Url} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {known.Wrong}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
            )
        );

        var line = await new StreamReader(stream).ReadLineAsync();

        line.ShouldBe("HTTP/1.1 403 Forbidden");
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task Health_must_be_told_when_no_token_comes(string path)
    {
        using var client = host.Client(null);

        (await client.GetFromJsonAsync<JsonElement>(path)).GetProperty("isReady").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task Health_must_be_told_without_a_body_when_only_the_head_is_asked_for(string path)
    {
        using var client = host.Client(null);
        using var request = new HttpRequestMessage(HttpMethod.Head, path);

        using var answer = await client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentLength.ShouldNotBeNull().ShouldBePositive();
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_does_not_exist_must_not_tell_so_when_no_token_comes()
    {
        using var stranger = host.Client(null);
        using var known = host.Client();

        (await stranger.GetAsync("/api/secret")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await known.GetAsync("/api/secret")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.DeleteAsync("/api/sessions")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await known.DeleteAsync("/api/sessions")).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await known.GetAsync("/api/sessions/nobody")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await host.SendAsync("/api/sessions/nobody/cancel", new { reason = "x" })).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task Every_answer_must_carry_the_security_headers_when_it_is_sent()
    {
        foreach (
            var (path, token) in ((string, string?)[])
                [("/", null), ("/api/sessions", null), ("/api/me", RunningHost.Vera)]
        )
        {
            using var client = host.Client(token);
            using var answer = await client.GetAsync(path);

            string Header(string name) => string.Join(',', answer.Headers.GetValues(name));
            Header("Content-Security-Policy").ShouldStartWith("default-src 'none'; script-src 'self';");
            Header("Content-Security-Policy").ShouldNotContain("unsafe");
            Header("X-Content-Type-Options").ShouldBe("nosniff");
            Header("X-Frame-Options").ShouldBe("DENY");
            Header("Referrer-Policy").ShouldBe("no-referrer");
            answer.Headers.Contains("Server").ShouldBeFalse();
        }
    }

    private async Task<HttpResponseMessage> CallAsync(string route, string? token)
    {
        var known = Known(route);
        using var client = host.Client(token);
        using var request = new HttpRequestMessage(new HttpMethod(known.Method), known.Url);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async Task<string?> ProblemAsync(HttpResponseMessage answer)
    {
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString();
    }

    private static Route Known(string route) => Route.All.Single(one => $"{one}" == route);
}
