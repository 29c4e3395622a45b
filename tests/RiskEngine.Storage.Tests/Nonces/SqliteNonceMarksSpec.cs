namespace RiskEngine.Storage.Tests;

public sealed class SqliteNonceMarksSpec : IDisposable
{
    private static readonly SessionKey Maker = Key("maker-1");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nonce-marks-");

    private string File => Path.Combine(_folder.FullName, "engine.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Mark_must_be_unknown_when_nothing_was_reserved()
    {
        await using var marks = await SqliteNonceMarks.OpenAsync(File);
        (await marks.ReadAsync(Maker, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Mark_must_be_there_when_the_file_is_opened_again()
    {
        await using (var marks = await SqliteNonceMarks.OpenAsync(File))
            await marks.ReserveAsync(Maker, new Nonce(1_700_000_000_000_000), default);

        await using var again = await SqliteNonceMarks.OpenAsync(File);
        (await again.ReadAsync(Maker, default)).ShouldBe(new Nonce(1_700_000_000_000_000));
    }

    [Fact]
    public async Task Mark_must_be_seen_by_another_process_before_the_first_one_ends()
    {
        await using var marks = await SqliteNonceMarks.OpenAsync(File);
        await using var other = await SqliteNonceMarks.OpenAsync(File);
        await marks.ReserveAsync(Maker, new Nonce(5), default);
        (await other.ReadAsync(Maker, default)).ShouldBe(new Nonce(5));
    }

    [Fact]
    public async Task Mark_must_stay_when_a_lower_one_is_reserved()
    {
        await using var marks = await SqliteNonceMarks.OpenAsync(File);
        await marks.ReserveAsync(Maker, new Nonce(9), default);
        await marks.ReserveAsync(Maker, new Nonce(4), default);
        (await marks.ReadAsync(Maker, default)).ShouldBe(new Nonce(9));
    }

    [Fact]
    public async Task Sessions_must_not_share_a_mark()
    {
        await using var marks = await SqliteNonceMarks.OpenAsync(File);
        await marks.ReserveAsync(Maker, new Nonce(9), default);
        (await marks.ReadAsync(Key("taker-1"), default)).ShouldBeNull();
    }

    [Fact]
    public async Task Highest_mark_must_win_when_many_reserve_at_once()
    {
        await using var marks = await SqliteNonceMarks.OpenAsync(File);
        await Task.WhenAll(Enumerable.Range(1, 50).Select(i => marks.ReserveAsync(Maker, new Nonce(i), default)));
        (await marks.ReadAsync(Maker, default)).ShouldBe(new Nonce(50));
    }

    [Fact]
    public async Task Opening_must_fail_when_the_file_is_no_database()
    {
        await System.IO.File.WriteAllTextAsync(File, new string('x', 4096));
        await Should.ThrowAsync<IOException>(() => SqliteNonceMarks.OpenAsync(File));
    }

    [Fact]
    public async Task Opening_must_fail_when_there_is_no_such_folder() =>
        await Should.ThrowAsync<IOException>(() =>
            SqliteNonceMarks.OpenAsync(Path.Combine(_folder.FullName, "nowhere", "engine.db"))
        );

    private static SessionKey Key(string alias) =>
        new(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias(alias));
}
