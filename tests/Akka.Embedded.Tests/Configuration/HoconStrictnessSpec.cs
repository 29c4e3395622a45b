using Akka.Configuration;

namespace Akka.Tests.Configuration;

/// <summary>Text that Akka.NET 1.5 misreads without a word, and what we say about it instead.</summary>
public sealed class HoconStrictnessSpec
{
    [Theory]
    [InlineData("a {\n  b = 1\n", "The brace opened at (line 1, column 3) is not closed. (line 3, column 1)")]
    [InlineData("a = [1,\n2", "The bracket opened at (line 1, column 5) is not closed. (line 2, column 2)")]
    [InlineData("a = 1\nb = \"x", "This quote is not closed. (line 2, column 5)")]
    [InlineData("a = \"\"\"x\"", "This quote is not closed. (line 1, column 5)")]
    [InlineData("a = 1 }\nb = 2", "Unexpected '}'. (line 1, column 7)")]
    [InlineData("a =\nb = 1", "Unexpected '='. (line 2, column 3)")]
    [InlineData("a = }", "Expected a value. (line 1, column 5)")]
    [InlineData("a = [ ]", "An empty list is written [] without a blank. (line 1, column 7)")]
    [InlineData("a = [1,,2]", "Expected a value. (line 1, column 8)")]
    [InlineData("a\nb = 1", "Expected '=', ':', '.' or '{' after the key. (line 1, column 2)")]
    [InlineData("a = 1, ]", "Expected a key. (line 1, column 8)")]
    [InlineData("= 1", "Expected a key. (line 1, column 1)")]
    [InlineData("a += [1]", "'+=' is not supported: write the list out. (line 1, column 4)")]
    [InlineData("a = ${?b}", "'${?path}' is not supported: give the path a value. (line 1, column 7)")]
    [InlineData("a = ${b", "Expected a path without quotes or blanks and '}'. (line 1, column 8)")]
    [InlineData("include \"b\"", "'include' is not supported. (line 1, column 9)")]
    [InlineData("a = \"\\u12\"", "Unknown escape sequence. (line 1, column 6)")]
    [InlineData("a = ${a}", "The substitution ${a} refers to itself.")]
    [InlineData("a = ${a}, b = ${a.x}", "The substitution ${a} refers to itself.")]
    [InlineData("a = ${b}, b = ${c}, c = ${a}", "The substitution ${a} refers to itself.")]
    [InlineData("a { b = ${a} }", "The substitution ${a} refers to itself.")]
    public void Document_must_be_refused_with_its_place_when_it_would_be_misread(string hocon, string message) =>
        Should.Throw<FormatException>(() => ConfigurationFactory.ParseString(hocon)).Message.ShouldBe(message);

    [Fact]
    public void Unquoted_assignment_must_be_refused_with_its_place_when_it_stands_in_a_value() =>
        Should
            .Throw<ConfigurationException>(() => ConfigurationFactory.ParseString("a = 1\nb = x=y"))
            .Message.ShouldEndWith("(line 2, column 6)");

    [Fact]
    public void Resource_must_be_named_when_it_is_missing() =>
        Should
            .Throw<ConfigurationException>(() =>
                ConfigurationFactory.FromResource("no-such-resource", typeof(HoconStrictnessSpec).Assembly)
            )
            .Message.ShouldContain("no-such-resource");

    [Fact]
    public void List_must_be_named_when_it_is_missing() =>
        Should.Throw<ConfigurationException>(() => Config.Empty.GetIntList("a.b")).Message.ShouldContain("a.b");

    [Fact]
    public void Byte_size_must_be_refused_when_it_does_not_fit() =>
        Should.Throw<OverflowException>(() => ConfigurationFactory.ParseString("x = 9E").GetByteSize("x"));
}
