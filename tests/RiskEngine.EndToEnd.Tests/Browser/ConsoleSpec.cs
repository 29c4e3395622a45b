using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RiskEngine.EndToEnd.Tests.Browser;

[Long]
public sealed partial class ConsoleSpec(ServedConsole console) : IClassFixture<ServedConsole>
{
    private const int Phone = 390;
    private const int HoldMilliseconds = 1000;

    [BrowserFact]
    public async Task Person_must_see_everything_stop_and_another_must_reset_it_when_they_use_the_page()
    {
        var (alice, bob) = (
            await console.SignInAsync(ServedConsole.Alice),
            await console.SignInAsync(ServedConsole.Bob, Phone)
        );
        await Expect(alice.Locator("#session-rows tr")).ToHaveCountAsync(3);
        await Expect(Cell(alice, "maker-1", "Open orders")).Not.ToHaveTextAsync("0");
        await Expect(Cell(alice, "taker-1", "Open orders")).Not.ToHaveTextAsync("0");
        await Expect(alice.Locator("#engaged")).ToBeHiddenAsync();
        await ServedConsole.PicturesAsync("calm", alice, bob);

        await WatchCountsAsync(alice);
        await alice.GetByLabel("Because").First.FillAsync("the feed is stale");
        await HoldAsync(alice);

        await Expect(alice.Locator("#engaged")).ToContainTextAsync("Everything is stopped");
        await Expect(alice.Locator("#engaged")).ToContainTextAsync("the feed is stale — person alice");
        await Expect(alice.Locator("#engaged .word")).ToHaveTextAsync("Engaged, no open orders");
        await Expect(alice.Locator("#venues")).ToHaveTextAsync("SIMULATED 127.0.0.1");
        await Expect(alice.Locator("#progress-verdict")).ToContainTextAsync("No open orders, proven after");
        await ServedConsole.PicturesAsync("engaged", alice, bob);
        var counts = await CountsAsync(alice);
        counts[^1].ShouldStartWith("3 of 3");
        counts[..^1].ShouldContain(count => Unfinished().IsMatch(count), "k of n was live");
        await Expect(alice.Locator("#progress-sessions li")).ToHaveCountAsync(3);
        foreach (var session in (string[])["maker-1", "maker-2", "taker-1"])
        {
            await Expect(Cell(alice, session, "Open orders")).ToHaveTextAsync("0");
            await Expect(Cell(alice, session, "Denied")).ToContainTextAsync("Halted");
            await Expect(alice.Locator($"tr[data-session={session}] .state")).ToHaveTextAsync("halted");
        }

        await Expect(ResetButton(alice)).ToBeDisabledAsync();
        await ResetButton(bob).ClickAsync();
        await Expect(bob.Locator("#ask-facts"))
            .ToContainTextAsync("Every session in it is proven to have no open orders.");
        await bob.Locator("#ask-reason").FillAsync("the feed is back");
        await bob.Locator("#ask-yes").ClickAsync();
        await Expect(bob.Locator("#ask-fault")).ToHaveTextAsync("Confirm first.");
        await bob.Locator("#ask-check").CheckAsync();
        await bob.Locator("#ask-yes").ClickAsync();
        foreach (var page in new[] { alice, bob })
            await Expect(page.Locator("#engaged")).ToBeHiddenAsync();
        await Expect(alice.Locator("tr[data-session=maker-1] .state")).ToHaveTextAsync("active");

        await Expect(AuditRow(alice, "engage").Filter(new() { HasText = "the feed is stale" }))
            .ToContainTextAsync("alice");
        await Expect(AuditRow(alice, "reset").Filter(new() { HasText = "the feed is back" })).ToContainTextAsync("bob");
        await alice.Locator("#audit-filter").FillAsync("feed is back");
        await Expect(AuditRow(alice, "reset")).ToHaveCountAsync(1);
        await Expect(AuditRow(alice, "engage")).ToHaveCountAsync(0);
        await ServedConsole.PicturesAsync("reset", alice, bob);
    }

    [BrowserFact]
    public async Task Viewer_must_see_everything_and_be_able_to_stop_nothing()
    {
        var vera = await console.SignInAsync(ServedConsole.Vera);
        await Expect(Cell(vera, "maker-1", "Open orders")).Not.ToHaveTextAsync("0");

        await Expect(vera.Locator("#hold")).ToBeDisabledAsync();
        await Expect(vera.Locator("#hold-hint")).ToContainTextAsync("the role engager is needed");
        await Expect(vera.GetByLabel("Cancel gemini/maker-1")).ToBeDisabledAsync();
        var status = await vera.EvaluateAsync<int>(
            """
            async () => {
              const me = await (await fetch("/api/me")).json();
              const body = JSON.stringify({ scope: "everything", reason: "past the page" });
              const headers = { "Content-Type": "application/json", "X-Anti-Forgery": me.antiForgery };
              return (await fetch("/api/kill-switch/engage", { method: "POST", headers, body })).status;
            }
            """
        );
        status.ShouldBe(403);
        await Expect(vera.Locator("#engaged")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task Everything_must_stop_and_be_proven_when_the_person_may_stop_and_not_look()
    {
        var emil = await console.SignInAsync(ServedConsole.Emil);

        await HoldAsync(emil);

        await Expect(emil.Locator("#progress-verdict")).ToContainTextAsync("No open orders, proven after");
        await Expect(emil.Locator("#kill-fault")).ToHaveTextAsync("");
        await console.ResetAsync("everything");
    }

    [BrowserFact]
    public async Task Session_must_be_stopped_and_canceled_by_keyboard_alone_when_there_is_no_pointer()
    {
        var alice = await console.SignInAsync(ServedConsole.Alice, scheme: ColorScheme.Dark);
        await Expect(Cell(alice, "maker-2", "Open orders")).Not.ToHaveTextAsync("0");

        await alice.GetByLabel("Cancel gemini/desk-2/maker-2").PressAsync("Enter");
        await alice.Keyboard.TypeAsync("by keyboard");
        await alice.Keyboard.PressAsync("Enter");
        await Expect(alice.Locator("#ask")).ToBeHiddenAsync();
        await Expect(Cell(alice, "maker-2", "Last cancel")).ToContainTextAsync("canceled");

        await alice.Locator("#scope").SelectOptionAsync("session/gemini/maker-1");
        await alice.Locator("#hold").FocusAsync();
        await alice.Keyboard.DownAsync("Space");
        await Expect(alice.Locator("#engaged")).ToContainTextAsync("Session gemini/maker-1 is stopped");
        await Expect(alice.Locator("#engaged")).ToContainTextAsync("no reason given — person alice");
        await alice.Keyboard.UpAsync("Space");
        await Expect(alice.Locator("tr[data-session=maker-2] .state")).ToHaveTextAsync("active");
        await ServedConsole.PictureAsync(alice, "engaged-dark");
        await console.ResetAsync("session/gemini/maker-1");
    }

    [BrowserFact]
    public async Task Nothing_must_happen_when_the_control_is_let_go_too_early()
    {
        var alice = await console.SignInAsync(ServedConsole.Alice);
        await alice.GetByLabel("Because").First.FillAsync("a slip");

        // The page's clock goes on as it is told, so that the second is not over when a busy machine comes to let go. To the
        // page it was silent for that minute; with what it hears next it is live again.
        await alice.Clock.InstallAsync();
        await alice.Clock.PauseAtAsync(TimeProvider.System.GetUtcNow().AddMinutes(1).UtcDateTime);
        await SnapshotAsync();
        await Expect(alice.Locator("#link")).ToContainTextAsync("Live");

        await alice.Locator("#hold").HoverAsync();
        await alice.Mouse.DownAsync();
        await alice.Clock.RunForAsync(HoldMilliseconds - 1);
        await Expect(alice.Locator("#hold[data-holding]")).ToHaveCountAsync(1);
        await alice.Mouse.UpAsync();
        await alice.Clock.RunForAsync(HoldMilliseconds);

        await Expect(alice.Locator("#hold[data-holding]")).ToHaveCountAsync(0);
        // Had it engaged, the page would show it by the second snapshot from here.
        await SnapshotAsync();
        await SnapshotAsync();
        await Expect(alice.Locator("#engaged")).ToBeHiddenAsync();
        await Expect(alice.Locator("#progress")).ToBeHiddenAsync();

        async Task SnapshotAsync()
        {
            var seen = await alice.Locator("#link-at").InnerTextAsync();
            await Expect(alice.Locator("#link-at")).Not.ToHaveTextAsync(seen);
        }
    }

    [BrowserFact]
    public async Task Page_must_fit_when_it_is_as_narrow_as_a_phone()
    {
        var phone = await console.SignInAsync(ServedConsole.Alice, Phone, ColorScheme.Dark);
        await Expect(phone.Locator("#session-rows tr")).ToHaveCountAsync(3);

        (await phone.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(Phone);
        await ServedConsole.PictureAsync(phone, "calm-dark");
    }

    private static ILocator Cell(IPage page, string session, string label) =>
        page.Locator($"tr[data-session={session}] td[data-label='{label}']");

    private static ILocator ResetButton(IPage page) =>
        page.GetByRole(AriaRole.Button, new() { Name = "Reset everything" });

    private static ILocator AuditRow(IPage page, string kind) => page.Locator($"#audit-rows tr[data-kind={kind}]");

    private static async Task HoldAsync(IPage page)
    {
        await page.Locator("#hold").HoverAsync();
        await page.Mouse.DownAsync();
        await Expect(page.Locator("#kill-running")).ToBeVisibleAsync();
        await page.Mouse.UpAsync();
    }

    private static async Task WatchCountsAsync(IPage page) =>
        await page.EvaluateAsync(
            """
            () => {
              window.counts = [];
              const count = document.getElementById("progress-count");
              new MutationObserver(() => window.counts.push(count.textContent)).observe(count, { childList: true });
            }
            """
        );

    private static Task<string[]> CountsAsync(IPage page) => page.EvaluateAsync<string[]>("() => window.counts");

    [GeneratedRegex("^[0-2] of ")]
    private static partial Regex Unfinished();
}
