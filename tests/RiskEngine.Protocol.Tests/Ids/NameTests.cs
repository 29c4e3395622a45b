namespace RiskEngine.Protocol.Tests;

public sealed class NameTests
{
    public static readonly TheoryData<string, Func<string, object>, Func<object, string>> Kinds = new()
    {
        { nameof(CommandId), x => new CommandId(x), x => ((CommandId)x).Value },
        { nameof(StrategyId), x => new StrategyId(x), x => ((StrategyId)x).Value },
        { nameof(SessionAlias), x => new SessionAlias(x), x => ((SessionAlias)x).Value },
        { nameof(AccountName), x => new AccountName(x), x => ((AccountName)x).Value },
        { nameof(ExchangeName), x => new ExchangeName(x), x => ((ExchangeName)x).Value },
        { "person", x => new RequestedBy.Person(x), x => ((RequestedBy)x).Name },
        { "engine", x => new RequestedBy.Engine(x), x => ((RequestedBy)x).Name },
        { "text field", x => new RequestField.Text(x, "1"), x => ((RequestField)x).Name },
        { "number field", x => new RequestField.Number(x, 1), x => ((RequestField)x).Name },
        { "flag field", x => new RequestField.Flag(x, true), x => ((RequestField)x).Name },
        { "texts field", x => new RequestField.Texts(x, []), x => ((RequestField)x).Name },
    };

    public static readonly string[] Good = ["a", "7", "maker-1", "a.b_c-d", new string('a', 64)];

    public static readonly string[] Bad =
    [
        "",
        " ",
        "a b",
        "-a",
        ".a",
        "_a",
        "a/b",
        "a:b",
        "a\n",
        "ä",
        "a\0",
        "٣",
        new string('a', 65),
        new string('a', 999),
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Name_must_be_kept_when_it_is_tame(string kind, Func<string, object> make, Func<object, string> read)
    {
        foreach (var name in Good)
        {
            read(make(name)).ShouldBe(name, kind);
            make(name).ShouldBe(make(name), kind);
            make(name).GetHashCode().ShouldBe(make(name).GetHashCode(), kind);
        }

        Good.Select(make).ShouldBeUnique();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Name_must_be_refused_when_it_could_not_stand_in_a_log_or_path(
        string kind,
        Func<string, object> make,
        Func<object, string> read
    )
    {
        foreach (var name in Bad)
            Should.Throw<ArgumentException>(() => read(make(name)), kind).Message.Length.ShouldBeLessThan(250);
        Should.Throw<ArgumentNullException>(() => read(make(null!)), kind);
    }

    [Fact]
    public void Name_must_print_as_written()
    {
        new CommandId("a-1").ToString().ShouldBe("a-1");
        new StrategyId("a-1").ToString().ShouldBe("a-1");
        new SessionAlias("a-1").ToString().ShouldBe("a-1");
        new AccountName("a-1").ToString().ShouldBe("a-1");
    }

    [Fact]
    public void Alias_must_be_told_valid_exactly_when_it_can_be_made()
    {
        Good.ShouldAllBe(x => SessionAlias.IsValid(x));
        Bad.ShouldAllBe(x => !SessionAlias.IsValid(x));
    }

    [Fact]
    public void Command_id_must_differ_from_every_other_when_it_is_new()
    {
        var ids = Enumerable.Range(0, 1000).Select(_ => CommandId.New()).ToArray();

        ids.ShouldBeUnique();
        ids.ShouldAllBe(x => SessionAlias.IsValid(x.Value));
    }
}
