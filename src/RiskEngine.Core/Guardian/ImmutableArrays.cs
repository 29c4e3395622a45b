using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace RiskEngine.Core;

/// <summary>Looks through the few things that a guardian has at once, without a copy or an enumerator on the heap.</summary>
internal static class ImmutableArrays
{
    internal static bool Exists<T>(this ImmutableArray<T> items, Func<T, bool> match)
    {
        foreach (var item in items)
            if (match(item))
                return true;
        return false;
    }

    internal static T? Find<T>(this ImmutableArray<T> items, Func<T, bool> match)
        where T : class
    {
        foreach (var item in items)
            if (match(item))
                return item;
        return null;
    }

    internal static T? FindLast<T>(this ImmutableArray<T> items, Func<T, bool> match)
        where T : class
    {
        for (var i = items.Length - 1; i >= 0; i--)
            if (match(items[i]))
                return items[i];
        return null;
    }

    internal static int CountOf<T>(this ImmutableArray<T> items, Func<T, bool> match)
    {
        var count = 0;
        foreach (var item in items)
            if (match(item))
                count++;
        return count;
    }

    /// <summary>Each item as <paramref name="change"/> has it; the same list when it changes none.</summary>
    internal static ImmutableArray<T> ConvertAll<T>(this ImmutableArray<T> items, Func<T, T> change)
        where T : class
    {
        T[]? changed = null;
        for (var i = 0; i < items.Length; i++)
        {
            var after = change(items[i]);
            if (changed is null && ReferenceEquals(after, items[i]))
                continue;
            changed ??= items.AsSpan().ToArray();
            changed[i] = after;
        }

        return changed is null ? items : ImmutableCollectionsMarshal.AsImmutableArray(changed);
    }
}
