using System.Globalization;
using System.Text.RegularExpressions;

namespace AlgZoo.Browser.Tests;

/// <summary>Contrast as the Web Content Accessibility Guidelines 2.2 define it.</summary>
internal static partial class Contrast
{
    /// <summary>A script that finds the texts whose contrast is below 4.5 (3 for large ones), with the colours that it found. Opacity counts.</summary>
    public const string FaintTexts =
        """
        () => {
            const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
            const rgba = color => {
                canvas.clearRect(0, 0, 1, 1);
                canvas.fillStyle = color;
                canvas.fillRect(0, 0, 1, 1);
                const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
                return [r, g, b, a / 255];
            };
            const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
            const surface = element => {
                if (!element) return [255, 255, 255, 1];
                const own = rgba(getComputedStyle(element).backgroundColor);
                return own[3] === 1 ? own : over(own, surface(element.parentElement));
            };
            const shapeBehind = text => {
                const { x, y, width, height } = text.getBBox();
                return [...text.parentElement.children].findLast(shape => shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING && shape.isPointInFill?.(new DOMPoint(x + width / 2, y + height / 2)));
            };
            const surfaceOfChart = text => {
                const shape = shapeBehind(text);
                const behind = surface(text.ownerSVGElement);
                const [r, g, b, a] = shape ? rgba(getComputedStyle(shape).fill) : [0, 0, 0, 0];
                return shape ? over([r, g, b, a * getComputedStyle(shape).fillOpacity], behind) : behind;
            };
            const luminance = color => color.slice(0, 3).map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
            const opacity = element => element ? +getComputedStyle(element).opacity * opacity(element.parentElement) : 1;
            const faint = new Map();
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const element = walker.currentNode.parentElement;
                if (!walker.currentNode.data.trim() || !element.checkVisibility({ visibilityProperty: true }) || element.closest("script, style, title, desc, .spoken")) continue;
                const style = getComputedStyle(element);
                const behind = element.tagName === "text" ? surfaceOfChart(element) : surface(element);
                const [r, g, b, a] = rgba(element.closest("svg") ? style.fill : style.color);
                const ink = over([r, g, b, a * opacity(element)], behind);
                const [light, dark] = [luminance(ink), luminance(behind)].sort((x, y) => y - x);
                const ratio = (light + 0.05) / (dark + 0.05);
                const size = parseFloat(style.fontSize);
                const needed = size >= 24 || (size >= 18.66 && +style.fontWeight >= 700) ? 3 : 4.5;
                if (ratio < needed) faint.set(`${element.tagName}.${element.className.baseVal ?? element.className}`, { text: walker.currentNode.data.trim().slice(0, 40), ink: ink.join(), behind: behind.join(), ratio });
            }
            return [...faint].map(([element, fault]) => ({ element, ...fault }));
        }
        """;

    /// <summary>Relative luminance, 0 to 1, of a colour as computed styles give it: rgb(r, g, b).</summary>
    public static double Luminance(string color)
    {
        double[] parts = [.. Number().Matches(color).Take(3).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture) / 255).Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))];
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex(@"[\d.]+", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}

/// <summary>A text that is hard to read.</summary>
internal sealed record FaintText(string Element, string Text, string Ink, string Behind, double Ratio);
