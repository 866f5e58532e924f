//! The memory limit of the control groups that a process is in.

use std::path::Path;

use super::Limit;

/// Version 1 has no word for "no limit" and writes the largest number of pages instead.
const NONE_IN_V1: u64 = 1 << 60;

/// The tightest limit on the way from the process's own group to the root. `groups` is the text of
/// `/proc/self/cgroup`, and `read` gives the text of a file.
pub(super) fn limit(groups: &str, read: impl Fn(&str) -> Option<String>) -> Limit {
    let files = groups.lines().filter_map(place).flat_map(|(root, group, file)| up(root, group, file));
    files.filter_map(|file| read(&file)).filter_map(|text| parse(&text)).min().unwrap_or(Limit::Unlimited)
}

/// Where the limits of a line of `/proc/self/cgroup` are: root folder, group, and name of the file.
fn place(line: &str) -> Option<(&'static str, &str, &'static str)> {
    let (controllers, group) = line.split_once(':')?.1.split_once(':')?;
    match controllers {
        "" => Some(("/sys/fs/cgroup", group, "memory.max")),
        _ if controllers.split(',').any(|name| name == "memory") => {
            Some(("/sys/fs/cgroup/memory", group, "memory.limit_in_bytes"))
        }
        _ => None,
    }
}

/// The file in every group up to the root. In a container the group's path may be that of the host; then only the
/// root exists, and it is the container's own.
fn up<'a>(root: &'a str, group: &'a str, file: &'a str) -> impl Iterator<Item = String> + 'a {
    Path::new(group).ancestors().map(move |group| {
        let group = group.to_string_lossy();
        format!("{root}{}/{file}", group.trim_end_matches('/'))
    })
}

fn parse(text: &str) -> Option<Limit> {
    match text.trim() {
        "max" => Some(Limit::Unlimited),
        number => match number.parse().ok()? {
            NONE_IN_V1.. => Some(Limit::Unlimited),
            bytes => Some(Limit::Bytes(bytes)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with<'a>(files: &'a [(&'a str, &'a str)]) -> impl Fn(&str) -> Option<String> + 'a {
        |path| files.iter().find(|(name, _)| *name == path).map(|(_, text)| (*text).to_owned())
    }

    #[test]
    fn the_tightest_group_on_the_way_up_counts() {
        let files = [
            ("/sys/fs/cgroup/a/b/memory.max", "max\n"),
            ("/sys/fs/cgroup/a/memory.max", "536870912\n"),
            ("/sys/fs/cgroup/memory.max", "1073741824\n"),
        ];
        assert_eq!(limit("0::/a/b\n", with(&files)), Limit::Bytes(512 << 20));
    }

    #[test]
    fn the_first_version_is_understood_too() {
        let groups = "5:devices:/\n4:memory,hugetlb:/x\n0::/\n";
        let free = [("/sys/fs/cgroup/memory/x/memory.limit_in_bytes", "9223372036854771712\n")];
        assert_eq!(limit(groups, with(&free)), Limit::Unlimited);
        let tight = [("/sys/fs/cgroup/memory/memory.limit_in_bytes", "1048576")];
        assert_eq!(limit(groups, with(&tight)), Limit::Bytes(1 << 20));
    }

    #[test]
    fn nothing_readable_is_no_limit() {
        assert_eq!(limit("", with(&[])), Limit::Unlimited);
        assert_eq!(limit("nonsense\n0::/a", with(&[("/sys/fs/cgroup/a/memory.max", "?")])), Limit::Unlimited);
    }
}
