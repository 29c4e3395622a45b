using static Microsoft.Playwright.Assertions;

namespace RiskEngine.EndToEnd.Tests.Browser;

public sealed class LostConnectionSpec(ServedConsole console) : IClassFixture<ServedConsole>
{
    [BrowserFact]
    public async Task Page_must_say_plainly_that_it_is_out_of_date_when_the_service_is_gone()
    {
        var (desk, phone) = (
            await console.SignInAsync(ServedConsole.Alice),
            await console.SignInAsync(ServedConsole.Vera, 390)
        );
        await Expect(desk.Locator("#lost")).ToBeHiddenAsync();

        console.Kill();

        foreach (var page in new[] { desk, phone })
        {
            await Expect(page.Locator("#lost")).ToContainTextAsync("The connection to the service is lost.");
            await Expect(page.Locator("#lost")).ToContainTextAsync("old and may be wrong");
            await Expect(page.Locator("#link")).ToHaveTextAsync("Connection lost");
        }

        await ServedConsole.PicturesAsync("lost", desk, phone);
    }
}
