#pragma warning disable CA1001 // The folder is removed by xunit's own asynchronous end of a test.
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using RiskEngine.EndToEnd.Tests.House;
using RiskEngine.EndToEnd.Tests.Processes;

namespace RiskEngine.EndToEnd.Tests.Browser;

/// <summary>The service as its own process, and browsers in which people sign in.</summary>
public class ServedConsole : IAsyncLifetime
{
    internal const string Alice = "alice-0123456789-0123456789";
    internal const string Bob = "bob-0123456789-0123456789-0";
    internal const string Emil = "emil-0123456789-0123456789-";
    internal const string Vera = "vera-0123456789-0123456789-";

    /// <summary>Ends a test that hangs, and nothing else.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private Served _service = null!;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    internal Uri Address { get; private set; } = null!;

    /// <summary>Cancels take long enough to be watched, and each session takes its own time.</summary>
    protected virtual string Hocon =>
        $$"""
            {{Served.Patiently}}
            simulator { faults = "cancel/session: latency 200ms~1200ms" }
            """;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Executable is null)
            return;
        var overlay = await Served.OverlayAsync(_folder, Hocon);
        _service = await Served.StartAsync(
            [overlay],
            ("RISKENGINE__OPERATORS__ALICE__TOKEN", Alice),
            ("RISKENGINE__OPERATORS__ALICE__ROLES", "viewer,canceler,engager"),
            ("RISKENGINE__OPERATORS__BOB__TOKEN", Bob),
            ("RISKENGINE__OPERATORS__BOB__ROLES", "viewer,resetter"),
            ("RISKENGINE__OPERATORS__EMIL__TOKEN", Emil),
            ("RISKENGINE__OPERATORS__EMIL__ROLES", "engager"),
            ("RISKENGINE__OPERATORS__VERA__TOKEN", Vera),
            ("RISKENGINE__OPERATORS__VERA__ROLES", "viewer")
        );
        Address = new Uri(_service.Address);
        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = BrowserFactAttribute.Executable,
                // Its sandbox does not run as root, which containers often do; the page is our own.
                Args = Environment.UserName == "root" ? ["--no-sandbox"] : [],
            }
        );
    }

    /// <summary>A person at a browser of their own, signed in through the page.</summary>
    internal async Task<IPage> SignInAsync(string token, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await _browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = width, Height = width > 500 ? 900 : 844 },
                ColorScheme = scheme,
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{Address}");
        await page.GetByLabel("Your token").FillAsync(token);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.Locator("#link")).ToContainTextAsync(token == Emil ? "You may not look" : "Live");
        return page;
    }

    internal static async Task PicturesAsync(string name, params IPage[] pages)
    {
        foreach (var page in pages)
            await PictureAsync(page, name);
    }

    /// <summary>A picture for whoever looks at what the tests saw.</summary>
    internal static Task PictureAsync(IPage page, string name) =>
        page.ScreenshotAsync(
            new PageScreenshotOptions
            {
                Path = Repository.PathOf(".artifacts", "screenshots", $"{name}-{page.ViewportSize!.Width}.png"),
                FullPage = true,
            }
        );

    /// <summary>The service dies, as in a crash.</summary>
    internal void Kill() => _service.Kill();

    /// <summary>What a test has engaged is another's surprise.</summary>
    internal async Task ResetAsync(string scope)
    {
        using var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Bob);
        var killSwitch = await client.GetFromJsonAsync<JsonElement>("/api/kill-switch");
        using var answer = await client.PostAsJsonAsync(
            "/api/kill-switch/reset",
            new
            {
                engagements = killSwitch
                    .GetProperty("engagements")
                    .EnumerateArray()
                    .Where(x => x.GetProperty("scope").GetString() == scope)
                    .Select(x => x.GetProperty("id").GetString()),
                reason = "the test is over",
            }
        );
        answer.EnsureSuccessStatusCode();
    }

    public async Task DisposeAsync()
    {
        if (_service is not null)
        {
            await _browser.DisposeAsync();
            _playwright.Dispose();
            await _service.DisposeAsync();
        }

        _folder.Dispose();
    }
}
