using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RiskEngine.EndToEnd.Tests.House;
using Program = RiskEngine.EndToEnd.Tests.Processes.Program;

namespace RiskEngine.EndToEnd.Tests.Browser;

/// <summary>The service as its own process, and browsers in which people sign in.</summary>
public sealed partial class ServedConsole : IAsyncLifetime
{
    internal const string Alice = "alice-0123456789-0123456789";
    internal const string Bob = "bob-0123456789-0123456789-0";
    internal const string Vera = "vera-0123456789-0123456789-";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("risk-engine-").FullName;
    private Process _service = null!;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    internal Uri Address { get; private set; } = null!;

    /// <summary>Cancels take long enough to be watched, and each session takes its own time.</summary>
    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Executable is null)
            return;
        var overlay = Path.Combine(_folder, "test.hocon");
        await File.WriteAllTextAsync(
            overlay,
            $$"""
            risk-engine {
              store { path = "{{_folder}}/store.db" }
              service { log-folder = "{{_folder}}/log" }
              simulator { faults = "cancel/session: latency 200ms~1200ms" }
            }
            """
        );
        _service = Program.Start(
            "RiskEngine.Host",
            [
                "serve",
                "--config",
                Repository.PathOf("config", "simulation.hocon"),
                overlay,
                "--urls",
                "http://127.0.0.1:0",
            ],
            ("RISKENGINE__OPERATORS__ALICE__TOKEN", Alice),
            ("RISKENGINE__OPERATORS__ALICE__ROLES", "viewer,canceler,engager"),
            ("RISKENGINE__OPERATORS__BOB__TOKEN", Bob),
            ("RISKENGINE__OPERATORS__BOB__ROLES", "viewer,resetter"),
            ("RISKENGINE__OPERATORS__VERA__TOKEN", Vera),
            ("RISKENGINE__OPERATORS__VERA__ROLES", "viewer")
        );
        Address = await AddressOf(_service);
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
        await Assertions.Expect(page.Locator("#link")).ToContainTextAsync("Live");
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
    internal void Kill() => _service.Kill(entireProcessTree: true);

    /// <summary>What a test has engaged is another's surprise.</summary>
    internal async Task ResetAsync(string scope)
    {
        using var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Bob);
        using var answer = await client.PostAsJsonAsync(
            "/api/kill-switch/reset",
            new
            {
                scope,
                epoch = int.MaxValue,
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
            if (!_service.HasExited)
                Kill();
            await _service.WaitForExitAsync();
            _service.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<Uri> AddressOf(Process service)
    {
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        var said = new List<string>();
        while (await service.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            said.Add(line);
            if (Listens().Match(line) is { Success: true } match)
            {
                // What comes later must not fill the pipe.
                _ = service.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return new Uri(match.Groups["address"].Value);
            }
        }

        throw new InvalidOperationException(
            $"It was not started:\n{string.Join('\n', said)}\n{await service.StandardError.ReadToEndAsync(limit.Token)}"
        );
    }

    [GeneratedRegex(@"The service listens on (?<address>http://\S+)")]
    private static partial Regex Listens();
}
