using Microsoft.Data.Sqlite;

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
        await using var marks = Open();
        (await marks.NonceMarks.ReadAsync(Maker, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Mark_must_be_there_when_the_file_is_opened_again()
    {
        await using (var marks = Open())
            await marks.NonceMarks.ReserveAsync(Maker, new Nonce(1_700_000_000_000_000), default);

        await using var again = Open();
        (await again.NonceMarks.ReadAsync(Maker, default)).ShouldBe(new Nonce(1_700_000_000_000_000));
    }

    [Fact]
    public async Task Mark_must_be_seen_by_another_process_before_the_first_one_ends()
    {
        await using var marks = Open();
        await using var other = Open();
        await marks.NonceMarks.ReserveAsync(Maker, new Nonce(5), default);
        (await other.NonceMarks.ReadAsync(Maker, default)).ShouldBe(new Nonce(5));
    }

    [Fact]
    public async Task Mark_must_stay_when_a_lower_one_is_reserved()
    {
        await using var marks = Open();
        await marks.NonceMarks.ReserveAsync(Maker, new Nonce(9), default);
        await marks.NonceMarks.ReserveAsync(Maker, new Nonce(4), default);
        (await marks.NonceMarks.ReadAsync(Maker, default)).ShouldBe(new Nonce(9));
    }

    [Fact]
    public async Task Sessions_must_not_share_a_mark()
    {
        await using var marks = Open();
        await marks.NonceMarks.ReserveAsync(Maker, new Nonce(9), default);
        (await marks.NonceMarks.ReadAsync(Key("taker-1"), default)).ShouldBeNull();
    }

    [Fact]
    public async Task Highest_mark_must_win_when_many_reserve_at_once()
    {
        await using var marks = Open();
        await Task.WhenAll(
            Enumerable.Range(1, 50).Select(i => marks.NonceMarks.ReserveAsync(Maker, new Nonce(i), default))
        );
        (await marks.NonceMarks.ReadAsync(Maker, default)).ShouldBe(new Nonce(50));
    }

    [Fact]
    public async Task Reading_and_reserving_must_fail_when_the_file_is_no_store()
    {
        await System.IO.File.WriteAllTextAsync(File, new string('x', 4096));
        await using var marks = Open();

        await Should.ThrowAsync<IOException>(() => marks.NonceMarks.ReadAsync(Maker, default));
        await Should.ThrowAsync<IOException>(() => marks.NonceMarks.ReserveAsync(Maker, new Nonce(1), default));
    }

    [Fact]
    public async Task Mark_must_not_be_given_when_any_of_its_bytes_is_damaged()
    {
        await using (var marks = Open())
            await marks.NonceMarks.ReserveAsync(Maker, new Nonce(1_700_000_000_000_000), default);
        await using (var connection = new SqliteConnection($"Data Source={File};Pooling=false"))
        {
            await connection.OpenAsync();
            await using var damage = connection.CreateCommand();
            damage.CommandText = "UPDATE nonce_mark SET mark = mark - 1";
            (await damage.ExecuteNonQueryAsync()).ShouldBe(1);
        }

        await using var again = Open();

        await Should.ThrowAsync<IOException>(() => again.NonceMarks.ReadAsync(Maker, default));
    }

    private SqliteStore Open() => new(new SqliteStoreOptions(File));

    private static SessionKey Key(string alias) =>
        new(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias(alias));
}
