using System.Security.Cryptography;
using System.Text;

namespace RiskEngine.Core.Tests;

public sealed class AuditChainSpec
{
    private const int Length = 6;

    private static readonly ValueList<AuditRow> Trail = AuditChain.Append(AuditHead.Empty, Entries(Length));
    private static readonly AuditHead Head = new(Length, Trail[^1].Hash);

    [Fact]
    public void Trail_must_be_intact_when_nobody_touched_it()
    {
        AuditChain.Verify(Trail).ShouldBe(new AuditVerdict.Intact(Head));
        AuditChain.Verify(Trail, Head, HeadAt(3)).ShouldBe(new AuditVerdict.Intact(Head));
        AuditChain.Verify([]).ShouldBe(new AuditVerdict.Intact(AuditHead.Empty));
    }

    [Fact]
    public void Trail_must_be_the_same_whether_written_at_once_or_in_batches()
    {
        var first = AuditChain.Append(AuditHead.Empty, Entries(Length).Take(2));
        var rest = AuditChain.Append(new AuditHead(2, first[^1].Hash), Entries(Length).Skip(2));

        first.Concat(rest).ShouldBe(Trail);
    }

    [Fact]
    public void Hash_must_be_sha_256_over_the_hash_before_and_the_row()
    {
        var expected = RowHash.Genesis.ToBytes();
        foreach (var row in Trail)
            expected = SHA256.HashData([.. expected, .. Encoding.UTF8.GetBytes(row.Json)]);

        Trail[^1].Hash.Hex.ShouldBe(Convert.ToHexStringLower(expected));
    }

    [Fact]
    public void Edit_must_be_found_at_any_row()
    {
        for (var i = 0; i < Length; i++)
        {
            var edited = Trail.ToArray();
            edited[i] = edited[i] with { Json = edited[i].Json.Replace("asked", "forced") };
            Broken(edited, i + 1, AuditBreak.HashDiffers);
        }
    }

    [Fact]
    public void Edit_with_a_fitting_hash_must_be_found_at_the_next_row()
    {
        var edited = Trail.ToArray();
        edited[2] = AuditRow.After(HeadAt(2), edited[2].Json.Replace("asked", "forced"));

        Broken(edited, 4, AuditBreak.HashDiffers);
    }

    [Fact]
    public void Edit_of_a_hash_must_be_found()
    {
        var edited = Trail.ToArray();
        edited[3] = edited[3] with { Hash = RowHash.Genesis };

        Broken(edited, 4, AuditBreak.HashDiffers);
    }

    [Fact]
    public void Deletion_must_be_found_at_any_row_before_the_last()
    {
        for (var i = 0; i < Length - 1; i++)
            Broken([.. Trail.Where((_, index) => index != i)], i + 1, AuditBreak.Missing);
    }

    [Fact]
    public void Deletion_must_be_found_when_the_rest_is_numbered_anew() =>
        Broken([.. Trail.Where((_, index) => index != 2).Select(Renumbered)], 3, AuditBreak.HashDiffers);

    [Fact]
    public void Reordering_must_be_found_with_and_without_new_numbers()
    {
        AuditRow[] swapped = [Trail[0], Trail[2], Trail[1], .. Trail.Skip(3)];

        Broken(swapped, 2, AuditBreak.Missing);
        Broken([.. swapped.Select(Renumbered)], 2, AuditBreak.HashDiffers);
    }

    [Fact]
    public void Insertion_must_be_found_at_the_row_put_in_or_after_it()
    {
        AuditRow[] repeated = [.. Trail.Take(3), Trail[2], .. Trail.Skip(3)];
        AuditRow[] fitting = [.. Trail.Take(3), AuditRow.After(HeadAt(3), Trail[0].Json), .. Trail.Skip(3)];

        Broken(repeated, 4, AuditBreak.HashDiffers);
        Broken([.. repeated.Select(Renumbered)], 4, AuditBreak.HashDiffers);
        Broken([.. fitting.Select(Renumbered)], 5, AuditBreak.HashDiffers);
    }

    [Fact]
    public void Cut_tail_must_be_found_when_the_head_was_noted()
    {
        for (var kept = 0; kept < Length; kept++)
            AuditChain.Verify(Trail.Take(kept), Head).ShouldBe(new AuditVerdict.Broken(kept + 1, AuditBreak.TailCut));
    }

    [Fact]
    public void Trail_written_anew_must_be_found_when_a_head_was_noted()
    {
        var anew = AuditChain.Append(AuditHead.Empty, Entries(Length + 3).Skip(1));

        AuditChain.Verify(anew).ShouldBeOfType<AuditVerdict.Intact>();
        AuditChain.Verify(anew, Head).ShouldBe(new AuditVerdict.Broken(Length, AuditBreak.WrittenAnew));
    }

    [Fact]
    public void Row_that_cannot_be_read_must_be_named()
    {
        var verifier = new AuditVerifier(Head);
        verifier.Take(Trail[0]).ShouldBeTrue();

        verifier.TakeUnreadable();

        verifier.Verdict.ShouldBe(new AuditVerdict.Broken(2, AuditBreak.Unreadable));
    }

    [Fact]
    public void Head_must_be_read_from_the_text_that_it_writes()
    {
        AuditHead.Parse($"{Head}").ShouldBe(Head);
        AuditHead.Parse($"{AuditHead.Empty}").ShouldBe(AuditHead.Empty);
        foreach (var text in (string?[])[null, "", "6", $"6:{Head.Hash}0", $"-6:{Head.Hash}", $"0:{Head.Hash}", "x:y"])
            AuditHead.Parse(text).ShouldBeNull();
    }

    private static void Broken(AuditRow[] rows, long first, AuditBreak why) =>
        AuditChain.Verify(rows).ShouldBe(new AuditVerdict.Broken(first, why));

    private static AuditRow Renumbered(AuditRow row, int index) => row with { Number = index + 1 };

    private static AuditHead HeadAt(int count) => new(count, Trail[count - 1].Hash);

    private static IEnumerable<AuditEntry> Entries(int count) =>
        Enumerable
            .Range(1, count)
            .Select(i => new AuditEntry.Stopped(Switches.At.AddMilliseconds(i), Switches.Desk, "asked to"));
}
