using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RiskEngine.Host.Tests.Support;

namespace RiskEngine.Host.Tests.Access;

public sealed class SignInSpec(RunningHost host) : IClassFixture<RunningHost>
{
    private const string Engage = "/api/kill-switch/engage";

    [Fact]
    public async Task Browser_must_get_a_cookie_that_no_script_and_no_other_site_can_use_when_it_signs_in()
    {
        var (_, cookie, me) = await SignInAsync(RunningHost.Alice);

        cookie.ShouldContain("; httponly", Case.Insensitive);
        cookie.ShouldContain("; samesite=strict", Case.Insensitive);
        cookie.ShouldContain("; path=/", Case.Insensitive);
        me.GetProperty("name").GetString().ShouldBe("alice");
        me.GetProperty("roles")
            .EnumerateArray()
            .Select(role => role.GetString())
            .ShouldBe(["viewer", "canceler", "engager"]);
    }

    [Fact]
    public async Task Change_must_be_refused_when_a_cookie_comes_without_the_pages_own_proof()
    {
        var (client, _, me) = await SignInAsync(RunningHost.Alice);
        using var _1 = client;
        var proof = me.GetProperty("antiForgery").GetString()!;

        (await EngageAsync(client, null, null)).ShouldBe(HttpStatusCode.Forbidden);
        (await EngageAsync(client, new string('0', proof.Length), null)).ShouldBe(HttpStatusCode.Forbidden);
        (await EngageAsync(client, proof, "https://elsewhere.example")).ShouldBe(HttpStatusCode.Forbidden);
        (await host.GetAsync("/api/kill-switch")).GetProperty("state").GetString().ShouldBe("clear");
        // The proof passes: the body is read, and it is what is wrong now.
        (await EngageAsync(client, proof, host.Address.GetLeftPart(UriPartial.Authority))).ShouldBe(
            HttpStatusCode.BadRequest
        );
    }

    [Fact]
    public async Task Browser_must_be_nobody_when_it_has_signed_out()
    {
        var (client, _, me) = await SignInAsync(RunningHost.Vera);
        using var _1 = client;
        (await client.GetAsync("/api/sessions")).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sign-out");
        request.Headers.Add("X-Anti-Forgery", me.GetProperty("antiForgery").GetString());
        (await client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await client.GetAsync("/api/sessions")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Viewer_must_not_be_able_to_engage_when_signed_in_with_a_browser()
    {
        var (client, _, me) = await SignInAsync(RunningHost.Vera);
        using var _1 = client;

        (await EngageAsync(client, me.GetProperty("antiForgery").GetString(), null)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Sign_in_must_be_refused_when_another_site_sends_it()
    {
        using var client = host.Client(null);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sign-in")
        {
            Content = JsonContent.Create(new { token = RunningHost.Alice }),
        };
        request.Headers.Add("Origin", "https://elsewhere.example");

        (await client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Page_must_be_whole_and_from_here_alone_when_it_is_loaded()
    {
        using var client = host.Client(null);
        var page = await client.GetStringAsync("/");

        foreach (var file in (string[])["/app.js", "/console.css", "/icon.svg"])
        {
            page.ShouldContain($"\"{file}\"");
            (await client.GetAsync(file)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        page.ShouldNotContain("http://");
        page.ShouldNotContain("https://");
        page.ShouldNotContain("<style");
        page.ShouldNotContain(" style=");
    }

    [Fact]
    public async Task File_must_not_be_sent_again_when_the_browser_has_it()
    {
        using var client = host.Client(null);
        using var first = await client.GetAsync("/app.js");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/app.js");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var again = await client.SendAsync(request);

        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    private async Task<(HttpClient Client, string Cookie, JsonElement Me)> SignInAsync(string token)
    {
        var client = host.Client(null);
        using var answer = await client.PostAsJsonAsync("/api/sign-in", new { token });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var cookie = answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        client.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        return (client, cookie, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private static async Task<HttpStatusCode> EngageAsync(HttpClient client, string? proof, string? origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Engage)
        {
            Content = JsonContent.Create(new { scope = "nothing", reason = "a test" }),
        };
        if (proof is not null)
            request.Headers.Add("X-Anti-Forgery", proof);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
