using System.Text;
using System.Text.Json;
using FsCheck;

namespace RiskEngine.Core.Tests;

public sealed class CanonicalJsonSpec
{
    [Fact]
    public void Keys_must_be_sorted_and_no_white_space_written() =>
        new CanonicalJson()
            .Add("b", 2L)
            .Add("a", "x")
            .Add("B", (string?)null)
            .Add("A", 1L)
            .ToString()
            .ShouldBe("""{"A":1,"a":"x","b":2}""");

    [Fact]
    public void Times_must_be_utc_with_six_decimals() =>
        new CanonicalJson()
            .Add("at", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)).AddTicks(19))
            .ToString()
            .ShouldBe("""{"at":"2026-01-02T01:04:05.000001Z"}""");

    [Fact]
    public void Strings_must_escape_only_what_json_must_escape() =>
        new CanonicalJson()
            .Add("k", "\"\\/\n\u0001é平\U0001F600<&")
            .ToString()
            .ShouldBe("{\"k\":\"\\\"\\\\/\\u000a\\u0001é平\U0001F600<&\"}");

    [Fact]
    public void Key_must_be_refused_when_it_is_given_twice() =>
        Should.Throw<ArgumentException>(() => new CanonicalJson().Add("k", 1L).Add("k", 2L));

    [SeededProperty(MaxTest = 600)]
    public void Any_text_must_be_read_by_a_json_reader_as_it_was_written(NonNull<string> any)
    {
        var text = any.Get;
        using var json = JsonDocument.Parse(new CanonicalJson().Add("k", text).ToUtf8());
        // What is no character comes back as the sign for that.
        json.RootElement.GetProperty("k").GetString().ShouldBe(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
    }
}
