namespace Akka.Configuration.Hocon;

/// <summary>Gives every <c>${path}</c> of a document its value.</summary>
internal static class HoconResolver
{
    /// <exception cref="FormatException">A path leads nowhere, or back to the place that refers to it.</exception>
    public static void Resolve(HoconValue root, IEnumerable<HoconSubstitution> substitutions)
    {
        var config = root.ToConfig();
        foreach (var substitution in substitutions)
        {
            var target = config.GetValue(substitution.Path);
            if (target is null)
                throw new FormatException($"The document sets no `{substitution.Path}` for ${{{substitution.Path}}}.");
            // Before the value is set, so that no walk ever meets a cycle.
            if (Contains(target, substitution))
                throw new FormatException($"The substitution ${{{substitution.Path}}} refers to itself.");
            substitution.ResolvedValue = target;
        }
    }

    private static bool Contains(HoconValue value, HoconSubstitution wanted) =>
        value.Values.Exists(element =>
            element switch
            {
                HoconSubstitution substitution => substitution == wanted
                    || (substitution.ResolvedValue is { } target && Contains(target, wanted)),
                HoconObject item => item.Items.Values.Any(child => Contains(child, wanted)),
                HoconArray array => array.Exists(child => Contains(child, wanted)),
                _ => false,
            }
        );
}
