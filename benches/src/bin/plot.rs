//! Draws a recorded file of ratios.
//!
//! `cargo run -p ringfence-benches --bin plot RECORD.csv PICTURE.svg` draws a bar for each line whose baseline is
//! another: how many times as long the fenced side takes. The axis is logarithmic, so that half as much on the left is
//! as wide as twice as much on the right.

use std::error::Error;
use std::fmt::Write as _;

/// Pixels of the picture and of its parts.
const WIDTH: f64 = 880.0;
const LABELS: f64 = 500.0;
const LINE: f64 = 22.0;
const HEAD: f64 = 46.0;

/// The smallest ratio that is drawn.
const LEAST: f64 = 0.01;

/// A line of the record.
struct Row {
    name: String,
    baseline: String,
    ratio: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(record), Some(picture)) = (arguments.next(), arguments.next()) else {
        return Err("give a record and the name of the picture".into());
    };
    let text = std::fs::read_to_string(&record)?;
    let machine = text.lines().next().unwrap_or_default().trim_start_matches('#').trim().to_owned();
    // What takes next to no time would leave no room for the rest.
    let rows: Vec<_> = text.lines().filter_map(row).filter(|row| row.ratio >= LEAST).collect();
    std::fs::write(&picture, drawn(&machine, &rows))?;
    println!("{picture}: {} bars", rows.len());
    Ok(())
}

/// `name,median,baseline,ratio`, of which lines that are their own baseline say nothing; or that of a library,
/// `library,work,native,fenced,ratio,lower,upper`.
fn row(line: &str) -> Option<Row> {
    if let [_, _, ratio, _, native, head @ ..] = line.rsplit(',').collect::<Vec<_>>().as_slice()
        && native.parse::<f64>().is_ok()
    {
        // Only the work is quoted, which may have commas of its own.
        let name = head.iter().rev().copied().collect::<Vec<_>>().join(",");
        let name = name.replacen(",\"", ", ", 1).replace('"', "");
        return Some(Row { name, baseline: "native".to_owned(), ratio: ratio.parse().ok()? });
    }
    let mut cells = line.split(',');
    let (name, _, baseline) = (cells.next()?, cells.next()?, cells.next()?);
    let ratio = cells.next()?.parse().ok()?;
    (name != baseline).then(|| Row { name: name.to_owned(), baseline: baseline.to_owned(), ratio })
}

fn drawn(machine: &str, rows: &[Row]) -> String {
    let all = rows.iter().map(|row| row.ratio);
    let low = all.clone().fold(1.0, f64::min).log2().floor();
    let high = all.fold(2.0, f64::max).log2().ceil();
    let place = |ratio: f64| LABELS + (ratio.log2() - low) / (high - low) * (WIDTH - LABELS - 60.0);
    let height = HEAD + LINE * rows.len() as f64 + 8.0;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" font-family=\"sans-serif\" \
         font-size=\"12\" fill=\"#777\">\n<text x=\"0\" y=\"14\">{}</text>\n",
        escaped(machine)
    );
    for power in low as i32..=high as i32 {
        let (x, ratio) = (place(f64::from(power).exp2()), f64::from(power).exp2());
        let shade = if power == 0 { "#777" } else { "#7774" };
        let _ = writeln!(
            svg,
            "<path d=\"M{x:.1} {HEAD}V{height}\" stroke=\"{shade}\"/><text x=\"{x:.1}\" y=\"{}\" \
             text-anchor=\"middle\">{ratio}</text>",
            HEAD - 6.0
        );
    }
    for (row, index) in rows.iter().zip(0_u32..) {
        let y = HEAD + LINE * f64::from(index);
        let (one, end) = (place(1.0), place(row.ratio));
        let (left, width) = (one.min(end), (one - end).abs().max(1.0));
        let colour = if row.ratio <= 1.0 { "#2e8b57" } else { "#3572b0" };
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{} : {}</text><rect x=\"{left:.1}\" y=\"{:.1}\" \
             width=\"{width:.1}\" height=\"14\" fill=\"{colour}\"/><text x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            LABELS - 40.0,
            y + 15.0,
            escaped(&row.name),
            escaped(of_group(&row.name, &row.baseline)),
            y + 4.0,
            left + width + 4.0,
            y + 15.0,
            row.ratio
        );
    }
    svg.push_str("</svg>\n");
    svg
}

/// The baseline without the group that it shares.
fn of_group<'b>(name: &str, baseline: &'b str) -> &'b str {
    match (name.split_once('/'), baseline.split_once('/')) {
        (Some((group, _)), Some((same, rest))) if group == same => rest,
        _ => baseline,
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_with_another_baseline_are_drawn() {
        let text = "# A & B\nbenchmark,median_ns,baseline,ratio\na/x,1,a/x,1.00\na/y,2,a/x,2.50\n";
        let rows: Vec<_> = text.lines().filter_map(row).collect();
        assert_eq!(rows.len(), 1);
        let svg = drawn("A & B", &rows);
        assert!(svg.contains(">a/y : x</text>") && svg.contains(">2.5</text>"), "{svg}");
        let library = row("ogg,\"take 1,000 packets apart\",10,32,3.20,3.10,3.30").unwrap();
        assert_eq!((&*library.name, library.ratio), ("ogg, take 1,000 packets apart", 3.2));
        assert!(svg.contains("A &amp; B") && svg.matches("<rect").count() == 1, "{svg}");
    }
}
