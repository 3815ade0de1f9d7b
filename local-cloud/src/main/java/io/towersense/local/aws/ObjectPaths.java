package io.towersense.local.aws;

import java.nio.file.Path;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Where objects lie in a folder: {@code folder/bucket/key}, and never anywhere else. */
record ObjectPaths(Path folder) {
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern SEGMENT = Pattern.compile("[^/\\\\\\p{Cntrl}]{1,255}");

    Path bucket(String name) {
        if (name == null || !BUCKET.matcher(name).matches() || name.contains("..")) {
            throw NoSuchBucketException.builder()
                    .message("The specified bucket does not exist: " + name)
                    .statusCode(404)
                    .build();
        }
        return folder.resolve(name);
    }

    Path object(String bucket, String key) {
        Path path = bucket(bucket);
        if (key == null || key.isEmpty() || key.length() > 1024) {
            throw refused(key);
        }
        for (String segment : key.split("/", -1)) {
            if (!SEGMENT.matcher(segment).matches() || segment.equals(".") || segment.equals("..")) {
                throw refused(key);
            }
            path = path.resolve(segment);
        }
        return path;
    }

    private static S3Exception refused(String key) {
        return (S3Exception) S3Exception.builder()
                .message("the key '" + key + "' cannot be a file's path: no empty segment, no . and .., no backslash")
                .statusCode(400)
                .build();
    }
}
