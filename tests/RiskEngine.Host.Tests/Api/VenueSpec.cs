using RiskEngine.Host.Api;
using RiskEngine.Host.CommandLine;

namespace RiskEngine.Host.Tests.Api;

public sealed class VenueSpec
{
    [Theory]
    [InlineData("http://127.0.0.1:8787", "simulated")]
    [InlineData("https://localhost", "simulated")]
    [InlineData("https://api.sandbox.gemini.com", "sandbox")]
    [InlineData("https://api.gemini.com", "live")]
    [InlineData("https://sandbox.gemini.com.example.net", "live")]
    [InlineData("https://10.0.0.5", "live")]
    public void Venue_must_be_live_unless_it_is_known_to_be_harmless(string address, string mode) =>
        Venue.Of(new Uri(address)).Mode.ShouldBe(mode);

    [Fact]
    public void Venues_must_have_the_most_dangerous_first_when_there_are_several() =>
        Venue
            .AllOf([
                new("http://127.0.0.1:1"),
                new("https://api.sandbox.gemini.com"),
                new("https://api.gemini.com"),
                new("https://api.gemini.com"),
            ])
            .Select(venue => venue.Mode)
            .ShouldBe(["live", "sandbox", "simulated"]);

    [Theory]
    [InlineData("live api.gemini.com", false)]
    [InlineData("sandbox api.sandbox.gemini.com, simulated 127.0.0.1", false)]
    [InlineData("live api.gemini.com, sandbox api.sandbox.gemini.com", true)]
    public void Person_must_be_told_in_words_when_real_orders_stand_beside_play_money(string venues, bool isTold)
    {
        var words = Terminal.Words(venues);

        words.Contains("side by side", StringComparison.Ordinal).ShouldBe(isTold);
        words
            .Contains(" LIVE ", StringComparison.Ordinal)
            .ShouldBe(venues.StartsWith("live", StringComparison.Ordinal));
    }
}
