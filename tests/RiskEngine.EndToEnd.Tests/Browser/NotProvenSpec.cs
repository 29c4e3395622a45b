using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RiskEngine.EndToEnd.Tests.Browser;

/// <summary>A desk whose exchange answers no cancel: what a person sees of it, and what of a proof that comes later.</summary>
public sealed class NotProvenSpec(NotProvenSpec.Desk console) : IClassFixture<NotProvenSpec.Desk>
{
    [BrowserFact]
    public async Task Page_must_tell_an_engagement_that_is_not_proven_from_one_that_is_when_both_are_seen()
    {
        var alice = await console.SignInAsync(ServedConsole.Alice);
        await Expect(alice.Locator("#session-rows tr")).ToHaveCountAsync(3);

        await alice.Locator("#hold").HoverAsync();
        await alice.Mouse.DownAsync();
        await Expect(alice.Locator("#engaged")).ToBeVisibleAsync();
        await alice.Mouse.UpAsync();

        await Expect(alice.Locator("#engaged .word")).ToHaveTextAsync("Engaged, not proven");
        await Expect(alice.Locator("#progress-verdict")).ToContainTextAsync("Not proven for all.");
        await Expect(alice.Locator("#engaged")).ToContainTextAsync("may be live");
        await Expect(alice.Locator("#engaged")).ToContainTextAsync("Look at 127.0.0.1.");
        await Expect(alice.Locator("#sessions-sum")).ToContainTextAsync(" not proven");
        await Expect(alice.Locator("#session-rows tr").First).ToHaveAttributeAsync("data-standing", "notProven");
        (await alice.TitleAsync()).ShouldBe("ENGAGED, NOT PROVEN · RiskEngine");
        await ServedConsole.PictureAsync(alice, "not-proven");

        var bob = await console.SignInAsync(ServedConsole.Bob, 390);
        await bob.GetByRole(AriaRole.Button, new() { Name = "Reset everything" }).ClickAsync();
        await Expect(bob.Locator("#ask-facts")).ToContainTextAsync("NOT PROVEN: gemini/");
        await ServedConsole.PictureAsync(bob, "not-proven-reset");

        // The exchange is back: who cancels again has the proof, and the page says so.
        var again = alice.Locator("#engaged .unproven button");
        for (var left = await again.CountAsync(); left > 0; left--)
        {
            await again.First.ClickAsync();
            await alice.Locator("#ask-yes").ClickAsync();
            await Expect(alice.Locator("#ask")).ToBeHiddenAsync();
            await Expect(again).ToHaveCountAsync(left - 1);
        }

        await Expect(alice.Locator("#engaged .word")).ToHaveTextAsync("Engaged, no open orders");
        (await alice.TitleAsync()).ShouldBe("ENGAGED · RiskEngine");
    }

    /// <summary>No answer to the first three requests; the deadline is over before there are more.</summary>
    public sealed class Desk : ServedConsole
    {
        /// <inheritdoc/>
        protected override string Hocon =>
            """
                    gemini { request-timeout = 3500ms }
                guardian { attempt-timeout = 4s, hedge-after = 3400ms, default-deadline = 20s }
                kill-switch.deadline = 3s
                simulator { faults = "cancel/session: stall x3" }
                """;
    }
}
